//! What a plan is made of: plain data, no decisions left open and no tokens yet.

mod batch;
mod catalogue;
mod docs;
mod enums;
mod fields;
mod given;
mod home;
mod krate;
mod operations;
mod outcomes;
mod outputs;
mod platform;
mod required;
mod rust_type;
mod signature;
mod tables;
mod unions;
mod words;

pub use batch::BatchPlan;
pub use catalogue::{
    CatalogueEntry, CatalogueGives, CatalogueKind, CatalogueMoment, CatalogueParam, CataloguePlace, CataloguePlan,
};
pub use docs::{DocPlan, DocSpan, LinkedText, PageBlock};
pub use enums::{EnumPlan, EnumRepr, EnumVariantPlan};
pub use fields::{ConstPlan, FamilyPlan, FieldPlan, Presence, SetterForm, SetterPlan, SettlePlan, StructPlan};
pub use given::Given;
pub use home::{Home, PackageKey, PackageValue, RUNTIME_VERSION, RuntimeSource};
pub use krate::{
    AliasPlan, CratePlan, CredentialPlan, ErrorCodePlan, ExamplePlan, ExampleSubject, HandlePlan, HeaderSetterPlan,
    ModulePlan, ReadmePlan, TimeZone, TimeZonePlan, TypePlan, VariablePlan,
};
pub use operations::{
    CallSetterPlan, CallbackPlan, FormerPlan, ItemStep, OperationPlan, PaginatedPlan, PartPlan, PartSource, ReplyPlan,
    ReplyReader, SamplePlan, WriteStep,
};
pub use outcomes::{EntriesTable, OutcomesTable, SignTable};
pub use outputs::{CaseContent, CasePlan, CasesPlan, OutputPlan, PartsPlan, ReadPlan};
pub use platform::{
    CodeTable, CommonHeaderTable, ErrorTable, LimitTable, PlatformTable, RefusalTable, SchemeKind, SchemeTable,
    TemplateTable, TimeHeaderTable,
};
pub use required::{ArgPlan, ArgTarget, RequiredFieldPlan, RequiredPlan};
pub use rust_type::{RuntimeType, RustType};
pub use signature::{
    AtTable, EventVariantPlan, EventsPlan, SignMethod, SignatureEncoding, SignedTable, SpotTable, TimestampTable,
    VerifyTable,
};
pub use tables::{
    BodyTable, CallbackTable, KeyPlaceTable, KeyTable, MetaTable, PagingTable, ReplyTable, RuleTable, StrategyTable,
};
pub use unions::{UnionForm, UnionPlan, VariantPlan};
pub use words::{Encoding, EntryKeys, ListStyle, Safety, StatusMeaning, TimeUnit};
