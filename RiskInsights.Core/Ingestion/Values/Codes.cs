namespace RiskInsights.Core.Ingestion.Values;

/// <summary>The codes that the warehouse knows (data/README.md gives their meaning).</summary>
internal static class Codes
{
    public static readonly CodeTable Segments = new("retail", "affluent", "small_business", "student", "corporate");

    public static readonly CodeTable KycStatuses = new("verified", "pending", "expired", "refused");

    public static readonly CodeTable RiskRatings = new("low", "medium", "high");

    public static readonly CodeTable AccountTypes = new("current", "savings", "card", "loan", "business");

    public static readonly CodeTable TransactionTypes = new(
        "card_payment", "transfer", "direct_debit", "loan_payment", "cash", "salary", "fee", "interest", "other");

    public static readonly CodeTable Channels = new("mobile", "online", "branch", "atm", "pos", "system", "unknown");
}
