//! The temperature of a body, as the thermometer showed it.

use std::{cmp::Ordering, error::Error, fmt};

use serde::{Deserialize, Serialize};

/// A temperature in tenths of a degree, in the unit in which it was read. It is never converted, so it stays as it was.
///
/// Written `38.5 C` or `101.3 F`. Temperatures compare by warmth, whatever their unit: 38.0 °C and 100.4 °F are as warm,
/// and then Celsius comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Temperature {
    tenths: u16,
    unit: TemperatureUnit,
}

/// What a thermometer counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemperatureUnit {
    /// Degrees Celsius.
    Celsius,
    /// Degrees Fahrenheit.
    Fahrenheit,
}

impl TemperatureUnit {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Celsius, Self::Fahrenheit];

    /// The letter by which it is written.
    #[must_use]
    pub fn letter(self) -> char {
        match self {
            Self::Celsius => 'C',
            Self::Fahrenheit => 'F',
        }
    }

    /// The tenths of a degree that a living body can have, both ends included: 30 to 45 °C.
    #[must_use]
    pub fn bounds(self) -> (u16, u16) {
        match self {
            Self::Celsius => (300, 450),
            Self::Fahrenheit => (860, 1130),
        }
    }
}

impl Temperature {
    /// So many tenths of a degree.
    ///
    /// # Errors
    ///
    /// [`ImpossibleTemperature`] outside the unit's [bounds](TemperatureUnit::bounds).
    pub fn new(tenths: u16, unit: TemperatureUnit) -> Result<Self, ImpossibleTemperature> {
        let (least, most) = unit.bounds();
        if (least..=most).contains(&tenths) { Ok(Self { tenths, unit }) } else { Err(ImpossibleTemperature) }
    }

    /// The temperature that was typed: `38`, `38.5` or `38,5`.
    ///
    /// # Errors
    ///
    /// [`ImpossibleTemperature`] where it is no number with at most one decimal, or out of bounds.
    pub fn typed(text: &str, unit: TemperatureUnit) -> Result<Self, ImpossibleTemperature> {
        let (whole, tenth) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), "0"));
        let digits = |text: &str, most: usize| {
            let are_digits = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
            are_digits.then(|| text.parse::<u16>().ok()).flatten().ok_or(ImpossibleTemperature)
        };
        Self::new(digits(whole, 3)? * 10 + digits(tenth, 1)?, unit)
    }

    /// The number of degrees, with one decimal: `38.5`.
    #[must_use]
    pub fn degrees(self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }

    /// The unit in which it was read.
    #[must_use]
    pub fn unit(self) -> TemperatureUnit {
        self.unit
    }

    /// The warmth in ninetieths of a degree Celsius: both units reach it without a fraction.
    fn warmth(self) -> i32 {
        let tenths = i32::from(self.tenths);
        match self.unit {
            TemperatureUnit::Celsius => tenths * 9,
            TemperatureUnit::Fahrenheit => (tenths - 320) * 5,
        }
    }
}

impl PartialOrd for Temperature {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Temperature {
    fn cmp(&self, other: &Self) -> Ordering {
        self.warmth().cmp(&other.warmth()).then(self.unit.cmp(&other.unit))
    }
}

impl TryFrom<String> for Temperature {
    type Error = ImpossibleTemperature;

    fn try_from(text: String) -> Result<Self, ImpossibleTemperature> {
        let (degrees, letter) = text.split_once(' ').ok_or(ImpossibleTemperature)?;
        let unit = TemperatureUnit::ALL.into_iter().find(|unit| letter.starts_with(unit.letter()));
        let read = Self::typed(degrees, unit.ok_or(ImpossibleTemperature)?)?;
        // One temperature has one way to be written.
        if String::from(read) == text { Ok(read) } else { Err(ImpossibleTemperature) }
    }
}

impl From<Temperature> for String {
    fn from(temperature: Temperature) -> Self {
        format!("{} {}", temperature.degrees(), temperature.unit.letter())
    }
}

/// No living body has such a temperature, or the text is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImpossibleTemperature;

impl fmt::Display for ImpossibleTemperature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a temperature lies between 30 and 45 °C, or 86 and 113 °F, with at most one decimal")
    }
}

impl Error for ImpossibleTemperature {}
