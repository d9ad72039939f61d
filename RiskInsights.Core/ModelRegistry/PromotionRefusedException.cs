namespace RiskInsights.Core.ModelRegistry;

/// <summary>Why a version was not put into service.</summary>
public enum PromotionRefusal
{
    NoReason,

    /// <summary>Another champion came in between.</summary>
    Stale,
    Already,

    /// <summary>A check failed that nothing overrides: leakage.</summary>
    Unsound,
    Unknown,
}

/// <summary>A version was not put into service; nothing was changed.</summary>
public sealed class PromotionRefusedException(PromotionRefusal refusal, string message) : Exception(message)
{
    public PromotionRefusal Refusal { get; } = refusal;
}
