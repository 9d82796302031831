//! Corporate customers with their addresses, companies and contact persons.

use tradewire_retailcrm::customers::{CustomerId, CustomerNoteFilter, CustomerNoteInput};
use tradewire_retailcrm::customers_corporate::{
    CompanyFilter, CompanyInput, ContactCustomer, CorporateAddressFilter, CorporateAddressInput, CorporateFilter,
    CorporateHistoryFilter, CustomerContactCompanyInput, CustomerContactFilter, CustomerContactInput,
    CustomerContactUpdate, CustomerCorporateInput, CustomerCorporateUpdate, UpdateCustomerCorporateAddressRequired,
    UpdateCustomerCorporateCompanyRequired, UpdateCustomerCorporateContactRequired,
};
use tradewire_retailcrm::types::{By, Contragent, ContragentType, CustomerRefInShop, EntityRef};
use tradewire_tests::Wire;

use crate::account;
use crate::form::assert_calls;

#[test]
fn customers_corporate() {
    let wire = Wire::new();
    let customers = account(&wire).customers_corporate();
    assert_calls! { wire;
        customers.list() => "GET /api/v5/customers-corporate";
        customers.list().limit(20).filter(CorporateFilter::new().external_ids(["l1"]))
            => "GET /api/v5/customers-corporate?limit=20&filter[externalIds][]=l1";
        customers.list().filter(CorporateFilter::new().contact_ids([5]).company_name("Ltd").vip(true).date_to("2026-02-01"))
            => "GET /api/v5/customers-corporate?filter[contactIds][]=5&filter[companyName]=Ltd&filter[vip]=1&filter[dateTo]=2026-02-01";
        customers.combine([CustomerId::new(1)], CustomerId::new(2))
            => "POST /api/v5/customers-corporate/combine" r#"customers=[{"id":1}]&resultCustomer={"id":2}"#;
        customers.create(CustomerCorporateInput::new().external_id("l1").nick_name("Ltd").manager_id(4).companies([company()])).site("main")
            => "POST /api/v5/customers-corporate/create"
            r#"site=main&customerCorporate={"externalId":"l1","nickName":"Ltd","managerId":4,"companies":[{"active":true,"name":"Ltd","#
            r#""contragent":{"contragentType":"legal-entity","INN":"7700"},"address":{"id":5}}]}"#;
        customers.upload([CustomerCorporateInput::new().external_id("l1")]).site("main")
            => "POST /api/v5/customers-corporate/upload" r#"site=main&customersCorporate=[{"externalId":"l1"}]"#;
        customers.fix_external_ids([EntityRef::new().id(7).external_id("l7")])
            => "POST /api/v5/customers-corporate/fix-external-ids" r#"customersCorporate=[{"id":7,"externalId":"l7"}]"#;
        customers.list_history().page(1).filter(CorporateHistoryFilter::new().since_id(900))
            => "GET /api/v5/customers-corporate/history?page=1&filter[sinceId]=900";
        customers.create_note(CustomerNoteInput::new("called", CustomerRefInShop::new().external_id("l1"))).site("main")
            => "POST /api/v5/customers-corporate/notes/create" r#"site=main&note={"text":"called","customer":{"externalId":"l1"}}"#;
        customers.list_notes().page(2).filter(CustomerNoteFilter::new().ids([1]).manager_ids([4]))
            => "GET /api/v5/customers-corporate/notes?page=2&filter[ids][]=1&filter[managerIds][]=4";
        customers.delete_note(12) => "POST /api/v5/customers-corporate/notes/12/delete";
        customers.get("l1") => "GET /api/v5/customers-corporate/l1";
        customers.get("7").by(By::Id).site("main") => "GET /api/v5/customers-corporate/7?by=id&site=main";
        customers.update("7", CustomerCorporateUpdate::new().discount_card_number("d-1")).by(By::Id).site("main")
            => "POST /api/v5/customers-corporate/7/edit" r#"by=id&site=main&customerCorporate={"discountCardNumber":"d-1"}"#;
        customers.list_addresses("l1").by(By::ExternalId).site("main").limit(20)
            .filter(CorporateAddressFilter::new().ids([5]).city("Тверь"))
            => "GET /api/v5/customers-corporate/l1/addresses?by=externalId&site=main&limit=20&filter[ids][]=5&filter[city]=%D0%A2%D0%B2%D0%B5%D1%80%D1%8C";
        customers.create_address("l1", CorporateAddressInput::new().is_main(true).text("Lenina 1")).by(By::ExternalId).site("main")
            => "POST /api/v5/customers-corporate/l1/addresses/create"
            r#"by=externalId&site=main&address={"text":"Lenina 1","isMain":true}"#;
        customers.update_address(UpdateCustomerCorporateAddressRequired { external_id: "7".into(), entity_external_id: "5".into(), address: CorporateAddressInput::new().name("store") }).by(By::Id).site("main").entity_by(By::Id)
            => "POST /api/v5/customers-corporate/7/addresses/5/edit" r#"by=id&site=main&entityBy=id&address={"name":"store"}"#;
        customers.list_companies("l1").filter(CompanyFilter::new().ids([1, 2]).external_ids(["c1"]))
            => "GET /api/v5/customers-corporate/l1/companies?filter[ids][]=1&filter[ids][]=2&filter[externalIds][]=c1";
        customers.create_company("7", company()).by(By::Id)
            => "POST /api/v5/customers-corporate/7/companies/create"
            r#"by=id&company={"active":true,"name":"Ltd","contragent":{"contragentType":"legal-entity","INN":"7700"},"address":{"id":5}}"#;
        customers.update_company(UpdateCustomerCorporateCompanyRequired { external_id: "7".into(), entity_external_id: "c1".into(), company: company() }).by(By::Id).entity_by(By::ExternalId)
            => "POST /api/v5/customers-corporate/7/companies/c1/edit"
            r#"by=id&entityBy=externalId&company={"active":true,"name":"Ltd","#
            r#""contragent":{"contragentType":"legal-entity","INN":"7700"},"address":{"id":5}}"#;
        customers.list_contacts("l1").filter(CustomerContactFilter::new().ids([1]).contact_ids([7]).contact_external_ids(["A-1"]))
            => "GET /api/v5/customers-corporate/l1/contacts?filter[ids][]=1&filter[contactIds][]=7&filter[contactExternalIds][]=A-1";
        customers.create_contact("l1", CustomerContactInput::new().is_main(true).customer(ContactCustomer::new().id(7))).site("main")
            => "POST /api/v5/customers-corporate/l1/contacts/create" r#"site=main&contact={"isMain":true,"customer":{"id":7}}"#;
        customers.update_contact(UpdateCustomerCorporateContactRequired { external_id: "l1".into(), entity_external_id: "p1".into(), contact: CustomerContactUpdate::new()
            .companies([CustomerContactCompanyInput::new().company(EntityRef::new().external_id("c1"))]) }).site("main")
            => "POST /api/v5/customers-corporate/l1/contacts/p1/edit" r#"site=main&contact={"companies":[{"company":{"externalId":"c1"}}]}"#;
    }
    wire.assert_covers("retailcrm", "customers_corporate");
}

fn company() -> CompanyInput {
    CompanyInput::new()
        .active(true)
        .name("Ltd")
        .contragent(
            Contragent::new()
                .contragent_type(ContragentType::LegalEntity)
                .inn("7700"),
        )
        .address(EntityRef::new().id(5))
}
