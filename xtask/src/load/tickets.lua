-- Every request opens a ticket under a key of its own, in the tenants of TENANTS in turn. The key is
-- the ticket's text too, so that an answer tells which request it is for.
dofile("xtask/src/load/report.lua")

local report = done
local threads = {}

function setup(thread)
  thread:set("number", #threads + 1)
  table.insert(threads, thread)
end

function init()
  paths, sent, accepted = {}, 0, {}
  for tenant in os.getenv("TENANTS"):gmatch("%S+") do
    table.insert(paths, "/v1/tenants/" .. tenant .. "/tickets")
  end
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  sent = sent + 1
  local key = string.format("load-%d-%d", number, sent)
  wrk.headers["Idempotency-Key"] = key
  local body = string.format('{"protocols":[],"text":"%s"}', key)
  return wrk.format("POST", paths[sent % #paths + 1], nil, body)
end

function response(status, _, body)
  if status == 201 then
    local key = body:match('"text":"([^"]*)"')
    table.insert(accepted, key .. " " .. body:match('"number":"([^"]*)"'))
  end
end

-- Beside the report, a line for every answer that accepted: the key and the number of the ticket.
function done(summary, latency)
  report(summary, latency)
  local file = assert(io.open(os.getenv("ACCEPTED"), "w"))
  for _, thread in ipairs(threads) do
    for _, line in ipairs(thread:get("accepted")) do
      file:write(line, "\n")
    end
  end
  file:close()
end
