using Xunit.Abstractions;
using Xunit.Sdk;

namespace RiskInsights.Tests.Warehouse;

/// <summary>
/// A test that runs once on each engine, which <see cref="TestEngines.Current"/> names to whatever it opens. An engine that is
/// absent is skipped, saying so, and fails where everything is required.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("RiskInsights.Tests.Warehouse." + nameof(EngineFactDiscoverer), "RiskInsights.Tests")]
public sealed class EngineFactAttribute : FactAttribute;

/// <summary>As <see cref="EngineFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("RiskInsights.Tests.Warehouse." + nameof(EngineTheoryDiscoverer), "RiskInsights.Tests")]
public sealed class EngineTheoryAttribute : TheoryAttribute;

public sealed class EngineFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        EngineTestCase.OnEach(diagnostics, discoveryOptions, testMethod, null);
}

public sealed class EngineTheoryDiscoverer(IMessageSink diagnostics) : TheoryDiscoverer(diagnostics)
{
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForDataRow(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute, object[] dataRow) =>
        EngineTestCase.OnEach(DiagnosticMessageSink, discoveryOptions, testMethod, dataRow);

    /// <summary>Data that cannot be written down between discovery and run: one case on each engine, which goes over all of it.</summary>
    protected override IEnumerable<IXunitTestCase> CreateTestCasesForTheory(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo theoryAttribute) =>
        EngineTheoryTestCase.OnEach(DiagnosticMessageSink, discoveryOptions, testMethod);
}

/// <summary>A test of PostgreSQL alone, or of both engines beside each other.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = TestEngines.SkipReason(TestEngine.Postgres);
}

/// <summary>As <see cref="PostgresFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = TestEngines.SkipReason(TestEngine.Postgres);
}
