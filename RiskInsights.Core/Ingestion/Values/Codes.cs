namespace RiskInsights.Core.Ingestion.Values;

/// <summary>
/// The codes that the warehouse knows (data/README.md gives their meaning), in the order of their letters: what is put in the order of
/// their indexes is in the order of a table that has the codes themselves in its key.
/// </summary>
internal static class Codes
{
    public static readonly CodeTable Segments = new("affluent", "corporate", "retail", "small_business", "student");

    public static readonly CodeTable KycStatuses = new("expired", "pending", "refused", "verified");

    public static readonly CodeTable RiskRatings = new("high", "low", "medium");

    public static readonly CodeTable AccountTypes = new("business", "card", "current", "loan", "savings");

    public static readonly CodeTable TransactionTypes = new(
        "card_payment", "cash", "direct_debit", "fee", "interest", "loan_payment", "other", "salary", "transfer");

    public static readonly CodeTable Channels = new("atm", "branch", "mobile", "online", "pos", "system", "unknown");
}
