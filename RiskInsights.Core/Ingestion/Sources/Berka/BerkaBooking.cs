namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>How a booking of the Czech bank is called here.</summary>
internal readonly record struct BerkaBooking(string Type, string Channel, string? Category)
{
    /// <param name="operation">VKLAD cash in, VYBER cash out, VYBER KARTOU cash by card, PREVOD transfer from or to another bank.</param>
    /// <param name="purpose">UROK interest, SANKC. UROK penalty interest, SLUZBY statement fee, SIPO household, POJISTNE insurance,
    /// UVER loan, LEASING, DUCHOD pension.</param>
    public static BerkaBooking Of(string operation, string purpose, bool isCredit) => (operation, purpose) switch
    {
        (_, "UROK" or "SANKC. UROK") => new("interest", "system", null),
        (_, "SLUZBY") => new("fee", "system", null),
        ("VYBER KARTOU", _) => new("cash", "atm", null),
        ("VKLAD" or "VYBER", _) => new("cash", "branch", CategoryOf(purpose)),
        (_, "DUCHOD") when isCredit => new("salary", "unknown", "pension"),
        (_, "UVER" or "LEASING") when !isCredit => new("loan_payment", "unknown", CategoryOf(purpose)),
        (_, "SIPO" or "POJISTNE") when !isCredit => new("direct_debit", "unknown", CategoryOf(purpose)),
        ("PREVOD Z UCTU" or "PREVOD NA UCET", _) => new("transfer", "unknown", CategoryOf(purpose)),
        _ => new("other", "unknown", CategoryOf(purpose)),
    };

    private static string? CategoryOf(string purpose) => purpose switch
    {
        "SIPO" => "utilities",
        "POJISTNE" => "insurance",
        "LEASING" => "leasing",
        "DUCHOD" => "pension",
        _ => null,
    };
}
