//! What the generator holds for exchangeable, against what the runtime converts: the table of `plan/types/exchange.rs` is its `From`
//! implementations.

use std::collections::BTreeSet;
use std::marker::PhantomData;

use tradewire_codegen::plan::{Given, RuntimeType, taken_by_runtime};

/// Whether any of these types converts.
macro_rules! any_converts {
    ($ty:ty: $($from:ty)+) => {{
        #[allow(dead_code, reason = "used where the bound does not hold")]
        trait Otherwise {
            const CONVERTS: bool = false;
        }
        impl<T> Otherwise for Probe<T> {}
        struct Probe<T>(PhantomData<T>);
        // Where the bound holds, this one comes first.
        #[allow(dead_code, reason = "used where the bound holds")]
        impl<T: Into<$ty>> Probe<T> {
            const CONVERTS: bool = true;
        }
        $(Probe::<$from>::CONVERTS)||+
    }};
}

macro_rules! conversions {
    ($($name:ident)+) => {
        /// All types of the runtime that calls take, and what each is made from.
        fn conversions() -> Vec<(RuntimeType, BTreeSet<Given>)> {
            // A type that is added to the generator is missed here.
            let _ = |ty: RuntimeType| match ty {
                $(RuntimeType::$name => (),)+
            };
            vec![$((RuntimeType::$name, {
                type Ty = tradewire::$name;
                let mut found = BTreeSet::new();
                let mut note = |converts: bool, given: Given| {
                    if converts {
                        found.insert(given);
                    }
                };
                note(any_converts!(Ty: &'static str String), Given::Text);
                note(any_converts!(Ty: i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize), Given::Integer);
                note(any_converts!(Ty: f32 f64), Given::Float);
                note(any_converts!(Ty: bool), Given::Boolean);
                note(any_converts!(Ty: &'static [u8] Vec<u8>), Given::Bytes);
                note(any_converts!(Ty: std::time::SystemTime), Given::Instant);
                note(any_converts!(Ty: tradewire::Json Vec<tradewire::Json>), Given::Json);
                found
            }),)+]
        }
    };
}

conversions! {
    Json Decimal Flag Date Time MonthDay DateTime LocalDateTime UnixSeconds Timestamp Uuid Base64 File Bytes Upload Download
}

#[test]
fn the_generator_knows_what_the_runtime_converts() {
    for (ty, converted) in conversions() {
        let known: BTreeSet<Given> = taken_by_runtime(ty).iter().cloned().collect();
        assert_eq!(known, converted, "{ty:?}");
    }
}
