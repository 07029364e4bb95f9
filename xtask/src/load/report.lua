-- What wrk has counted, as one line of JSON for load/wrk.rs. Times are in microseconds.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answers":%d,"refused":%d,"broken":%d,"microseconds":%d,"median":%d,"p99":%d,"longest":%d}\n',
    summary.requests,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration,
    latency:percentile(50),
    latency:percentile(99),
    latency.max
  ))
end
