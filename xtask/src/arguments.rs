//! Parses the arguments of a command, one by one.

use anyhow::{Context, Result, bail};

/// The arguments that have not been taken yet.
pub struct Arguments(Vec<String>);

impl Arguments {
    /// All arguments after the command's name.
    pub fn new(given: impl Iterator<Item = String>) -> Self {
        Self(given.collect())
    }

    /// Takes `--name` and returns whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let place = self.0.iter().position(|argument| argument == name);
        place.map(|place| self.0.remove(place)).is_some()
    }

    /// Takes `--name VALUE` or `--name=VALUE`.
    ///
    /// # Errors
    /// When the value is missing.
    pub fn value(&mut self, name: &str) -> Result<Option<String>> {
        let joined = format!("{name}=");
        if let Some(place) = self.0.iter().position(|argument| argument.starts_with(&joined)) {
            return Ok(Some(self.0.remove(place)[joined.len()..].to_owned()));
        }
        let Some(place) = self.0.iter().position(|argument| argument == name) else {
            return Ok(None);
        };
        self.0.remove(place);
        if place == self.0.len() {
            bail!("{name} needs a value");
        }
        Ok(Some(self.0.remove(place)))
    }

    /// Takes `--name NUMBER`.
    ///
    /// # Errors
    /// When the value is missing or not a number.
    pub fn number(&mut self, name: &str) -> Result<Option<u64>> {
        self.value(name)?.map(|text| text.parse().with_context(|| format!("{name} {text}"))).transpose()
    }

    /// Takes `--only a,b`: which of `all` to do; without it, all of them.
    ///
    /// # Errors
    /// When a name is unknown.
    pub fn only(&mut self, all: &[&'static str]) -> Result<Vec<&'static str>> {
        let Some(list) = self.value("--only")? else {
            return Ok(all.to_vec());
        };
        list.split(',')
            .map(|name| {
                let known = all.iter().find(|known| **known == name).copied();
                known.with_context(|| format!("--only knows {}, not {name:?}", all.join(", ")))
            })
            .collect()
    }

    /// The remaining arguments, for another program.
    pub fn rest(self) -> Vec<String> {
        self.0
    }

    /// Checks that no argument is left.
    ///
    /// # Errors
    /// Names the first unknown argument.
    pub fn end(self) -> Result<()> {
        match self.0.first() {
            Some(unknown) => bail!("unknown argument {unknown:?}; `cargo xtask help` lists them"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::Arguments;

    fn given(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn what_is_taken_is_gone_and_the_rest_stays() {
        let mut arguments = given("--port 4000 --demo-reset --only=fmt,unit");
        assert_eq!(arguments.number("--port").unwrap(), Some(4000));
        assert_eq!(arguments.only(&["fmt", "clippy", "unit"]).unwrap(), ["fmt", "unit"]);
        assert!(!arguments.flag("--other"));
        assert_eq!(arguments.rest(), ["--demo-reset"]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert!(given("--port").number("--port").is_err());
        assert!(given("--port x").number("--port").is_err());
        assert!(given("--only nothing").only(&["fmt"]).is_err());
        assert!(given("--porrt 1").end().is_err());
    }
}
