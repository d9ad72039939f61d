namespace RiskInsights.Tests.Reliability;

/// <summary>A test of what Linux alone lets a test do: skipped elsewhere, saying so, unless everything is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = SkipReason;

    internal static string? SkipReason => OperatingSystem.IsLinux() || RealData.IsRequired ? null : "This needs Linux.";
}

/// <summary>As <see cref="LinuxFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LinuxTheoryAttribute : TheoryAttribute
{
    public LinuxTheoryAttribute() => Skip = LinuxFactAttribute.SkipReason;
}
