//! Enumerations of Microsoft Graph: closed in its documents, open in what it sends.

/// Makes an enumeration whose values are read whatever their case, because documents and samples
/// differ in it, and keeps a value that it does not know, as it came.
macro_rules! open_enum {
    ($(#[$about:meta])* $type:ident { $($value:ident = $name:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type {
            $($value,)+
            /// A value that this program does not know.
            Other(String),
        }

        impl $type {
            /// The names of the values that this program knows.
            pub const NAMES: &[&str] = &[$($name),+];

            pub fn name(&self) -> &str {
                match self {
                    $(Self::$value => $name,)+
                    Self::Other(name) => name,
                }
            }

            pub fn from_name(name: &str) -> Self {
                $(if name.eq_ignore_ascii_case($name) {
                    return Self::$value;
                })+
                Self::Other(name.to_owned())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.name())
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let name = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Ok(Self::from_name(&name))
            }
        }
    };
}

pub(crate) use open_enum;
