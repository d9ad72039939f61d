using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace RiskInsights.Tests.Warehouse;

/// <summary>One theory on one engine, over data that is only known when it runs.</summary>
public sealed class EngineTheoryTestCase : XunitTheoryTestCase
{
    private TestEngine _engine;

    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the test runner alone, which fills it.")]
    public EngineTheoryTestCase()
    {
    }

    private EngineTheoryTestCase(IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method, TestEngine engine)
        : base(diagnostics, options.MethodDisplayOrDefault(), options.MethodDisplayOptionsOrDefault(), method)
    {
        _engine = engine;
    }

    public static IEnumerable<IXunitTestCase> OnEach(
        IMessageSink diagnostics, ITestFrameworkDiscoveryOptions options, ITestMethod method) =>
        Enum.GetValues<TestEngine>().Select(engine => new EngineTheoryTestCase(diagnostics, options, method, engine));

    public override void Serialize(IXunitSerializationInfo data)
    {
        base.Serialize(data);
        data.AddValue(nameof(TestEngine), (int)_engine);
    }

    public override void Deserialize(IXunitSerializationInfo data)
    {
        _engine = (TestEngine)data.GetValue<int>(nameof(TestEngine));
        base.Deserialize(data);
    }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments, ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        TestEngines.Current = _engine;
        return base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource);
    }

    protected override string GetDisplayName(IAttributeInfo factAttribute, string displayName) =>
        $"{base.GetDisplayName(factAttribute, displayName)} [{_engine}]";

    protected override string GetSkipReason(IAttributeInfo factAttribute) => base.GetSkipReason(factAttribute) ?? TestEngines.SkipReason(_engine)!;

    protected override string GetUniqueID() => $"{base.GetUniqueID()}-{_engine}";
}
