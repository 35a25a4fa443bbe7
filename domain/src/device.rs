//! The device that a session is on, as a list of sessions and a mail name it: the browser and the system, of which the
//! database keeps the codes. Whether a device is known is the backend's concern.

use serde::{Deserialize, Serialize};

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($name:ident: $code:literal, $label:literal, [$($sign:literal),+];)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $type {
            $(#[doc = $label] $name,)+
        }

        impl $type {
            /// All of them, in the order in which their signs are looked for.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code in the database, which never changes.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)+ }
            }

            /// The name that people know.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }

            /// What a user agent has in it.
            const fn signs(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($sign),+],)+ }
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.code() == code)
            }

            fn of_user_agent(user_agent: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.signs().iter().any(|sign| user_agent.contains(sign)))
            }
        }
    };
}

named! {
    /// A browser. Most also claim to be those further down.
    Browser {
        Edge: "edge", "Edge", ["Edg"];
        Opera: "opera", "Opera", ["OPR/"];
        SamsungInternet: "samsung-internet", "Samsung Internet", ["SamsungBrowser/"];
        Firefox: "firefox", "Firefox", ["Firefox/", "FxiOS/"];
        Chrome: "chrome", "Chrome", ["CriOS/", "Chrome/"];
        Safari: "safari", "Safari", ["Safari/"];
    }
}

named! {
    /// An operating system, or the kind of device that people know it by.
    System {
        IPad: "ipad", "iPad", ["iPad"];
        IPhone: "iphone", "iPhone", ["iPhone"];
        Android: "android", "Android", ["Android"];
        Chromebook: "chromebook", "Chromebook", ["CrOS"];
        Windows: "windows", "Windows", ["Windows"];
        Mac: "mac", "Mac", ["Macintosh"];
        Linux: "linux", "Linux", ["Linux"];
    }
}

/// A browser and its system, as far as they are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The browser.
    pub browser: Option<Browser>,
    /// The system.
    pub system: Option<System>,
}

/// The code of a browser or system that is not known.
const UNKNOWN: &str = "unknown";

impl Device {
    /// The device that sends this user agent.
    pub fn of_user_agent(user_agent: &str) -> Self {
        Self { browser: Browser::of_user_agent(user_agent), system: System::of_user_agent(user_agent) }
    }

    /// The code in the database: "firefox/windows".
    pub fn code(self) -> String {
        let (browser, system) =
            (self.browser.map_or(UNKNOWN, Browser::code), self.system.map_or(UNKNOWN, System::code));
        format!("{browser}/{system}")
    }

    /// Reads what [`Device::code`] wrote. A code of a newer version is a browser or system that is not known: nothing is
    /// decided by it.
    pub fn from_code(code: &str) -> Self {
        let (browser, system) = code.split_once('/').unwrap_or_default();
        Self { browser: Browser::from_code(browser), system: System::from_code(system) }
    }

    /// The device in words: "Firefox on Windows".
    pub fn words(self) -> String {
        match (self.browser.map(Browser::label), self.system.map(System::label)) {
            (Some(browser), Some(system)) => format!("{browser} on {system}"),
            (Some(name), None) | (None, Some(name)) => name.to_owned(),
            (None, None) => "Unknown device".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_by_its_user_agent() {
        for (user_agent, code, words) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36 Edg/126.0.0.0",
                "edge/windows",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
                "chrome/chromebook",
                "Chrome on Chromebook",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 16_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.4 Mobile/15E148 Safari/604.1",
                "safari/ipad",
                "Safari on iPad",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/127.0 Mobile/15E148 Safari/605.1.15",
                "firefox/iphone",
                "Firefox on iPhone",
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
                "firefox/linux",
                "Firefox on Linux",
            ),
            ("Something for Linux", "unknown/linux", "Linux"),
            ("curl/8.0", "unknown/unknown", "Unknown device"),
            ("", "unknown/unknown", "Unknown device"),
        ] {
            let device = Device::of_user_agent(user_agent);
            assert_eq!((device.code().as_str(), device.words().as_str()), (code, words), "{user_agent}");
        }
    }

    #[test]
    fn codes_are_read_back() {
        let browsers = Browser::ALL.iter().copied().map(Some).chain([None]);
        for browser in browsers {
            for system in System::ALL.iter().copied().map(Some).chain([None]) {
                let device = Device { browser, system };
                assert_eq!(Device::from_code(&device.code()), device);
            }
        }
        assert_eq!(Device::from_code("netscape/windows").words(), "Windows");
        assert_eq!(Device::from_code("Firefox on Windows"), Device::default());
    }
}
