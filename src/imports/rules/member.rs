//! The members of an import, with their names on the wire and for people.

/// What an import consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Member {
    /// The service customer; stands in the address of the call.
    Guid,
    /// How the service is tied to its session border controller.
    CustomerType,
    /// Where the customer comes from.
    CustomerSource,
    /// The customer's Microsoft tenant.
    Tenant,
    /// An existing customer of the Operation Center.
    LcCustomer,
    /// Whether the session border controller is configured in the Operation Center.
    AllowSbcIdUpdate,
}

impl Member {
    /// All, in the order of the form.
    pub const ALL: [Member; 6] = [
        Member::Guid,
        Member::CustomerType,
        Member::CustomerSource,
        Member::Tenant,
        Member::LcCustomer,
        Member::AllowSbcIdUpdate,
    ];

    /// Its name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Member::Guid => "customerGuid",
            Member::CustomerType => "customerType",
            Member::CustomerSource => "customerSource",
            Member::Tenant => "customerMsTenantId",
            Member::LcCustomer => "lcCustomerId",
            Member::AllowSbcIdUpdate => "allowSbcIdUpdateForOvoc",
        }
    }

    /// Its name for people.
    pub fn label(self) -> &'static str {
        match self {
            Member::Guid => "Service customer",
            Member::CustomerType => "Customer type",
            Member::CustomerSource => "Customer source",
            Member::Tenant => "Microsoft tenant",
            Member::LcCustomer => "Operation Center customer id",
            Member::AllowSbcIdUpdate => "Allow SBC id update",
        }
    }
}
