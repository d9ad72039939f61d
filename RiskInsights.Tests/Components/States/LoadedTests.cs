using Bunit;
using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.States;

namespace RiskInsights.Tests.Components.States;

public sealed class LoadedTests : ComponentTest
{
    private readonly List<TaskCompletionSource<int>> _readings = [];
    private readonly List<CancellationToken> _tokens = [];

    private IRenderedComponent<Loaded<int>> Loaded(string key = "a") => Render<Loaded<int>>(p => p
        .Add(l => l.Key, key)
        .Add(l => l.ErrorTitle, "This figure did not load")
        .Add(l => l.ChildContent, value => $"<b>{value}</b>")
        .Add(l => l.Load, token =>
        {
            _tokens.Add(token);
            _readings.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
            return _readings[^1].Task;
        }));

    [Fact]
    public void Loaded_BeforeAndAfterReading_ShowsASkeletonThenTheValue()
    {
        var loaded = Loaded();
        Assert.NotEmpty(loaded.FindAll(".skeleton"));
        _readings[0].SetResult(0);
        loaded.WaitForAssertion(() => Assert.Equal("0", loaded.Find("b").TextContent));
    }

    [Fact]
    public void Loaded_WithTheSameKey_ReadsOnce()
    {
        var loaded = Loaded();
        loaded.Render(p => p.Add(l => l.Key, "a"));
        Assert.Single(_readings);
    }

    [Fact]
    public void Loaded_WithAnotherKey_CancelsAndDropsTheOldReading()
    {
        var loaded = Loaded();
        loaded.Render(p => p.Add(l => l.Key, "b"));
        Assert.True(_tokens[0].IsCancellationRequested);
        _readings[1].SetResult(2);
        loaded.WaitForAssertion(() => Assert.Equal("2", loaded.Find("b").TextContent));
        _readings[0].SetResult(1);
        Assert.Equal("2", loaded.Find("b").TextContent);
    }

    [Fact]
    public async Task Loaded_ThatFails_ShowsAnErrorAndRetries()
    {
        var loaded = Loaded();
        _readings[0].SetException(new InvalidOperationException("no answer"));
        loaded.WaitForAssertion(() => Assert.Equal("This figure did not load", loaded.Find(".state.error b").TextContent));
        var click = loaded.Find("button").ClickAsync();
        _readings[1].SetResult(5);
        await click;
        loaded.WaitForAssertion(() => Assert.Equal("5", loaded.Find("b").TextContent));
    }

    [Fact]
    public void Loaded_WhilePrerendering_ReadsNothing()
    {
        SetRendererInfo(new RendererInfo("Static", isInteractive: false));
        Assert.NotEmpty(Loaded().FindAll(".skeleton"));
        Assert.Empty(_readings);
    }
}
