//! What users may write and what the compiler must refuse, on the crates as they are committed.

#[test]
fn what_is_left_out_or_wrong_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/pass/*.rs");
    cases.compile_fail("ui/fail/*.rs");
}
