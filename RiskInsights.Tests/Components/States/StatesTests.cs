using Bunit;
using Microsoft.AspNetCore.Components;
using RiskInsights.Dashboard.Components.States;

namespace RiskInsights.Tests.Components.States;

public sealed class StatesTests : ComponentTest
{
    [Fact]
    public void EmptyState_WithAnAction_ShowsReasonAndButton()
    {
        var state = Render<EmptyState>(p => p.Add(s => s.Title, "No transactions match").Add(s => s.Detail, "3,118 match without the country.").Add(s => s.Action, "<button>Remove country</button>"));
        Assert.Equal("3,118 match without the country.", state.Find("p").TextContent);
        Assert.Equal("Remove country", state.Find("button").TextContent);
    }

    [Fact]
    public async Task ErrorState_WithANumber_OffersRetryAndTheNumber()
    {
        var retried = 0;
        var state = Render<ErrorState>(p => p.Add(s => s.Title, "This chart did not load").Add(s => s.ErrorId, "E-7F3A91").Add(s => s.OnRetry, () => retried++));
        await state.FindAll("button")[0].ClickAsync();
        Assert.Equal(1, retried);
        Assert.Equal("E-7F3A91", state.Find("[data-copy]").GetAttribute("data-copy"));
    }

    [Fact]
    public async Task Guarded_ContentThatFails_ShowsAnErrorThatCanBeRetried()
    {
        var fails = true;
        RenderFragment content = builder => builder.AddContent(0, fails ? throw new InvalidOperationException("broken") : "fine");
        var guarded = Render<Guarded>(p => p.Add(g => g.Title, "This list did not load").Add(g => g.ChildContent, builder =>
        {
            builder.OpenComponent<Inner>(0);
            builder.AddComponentParameter(1, "Content", content);
            builder.CloseComponent();
        }));
        Assert.Equal("This list did not load", guarded.Find(".state.error b").TextContent);
        Assert.Matches("^E-[0-9A-F]{6}$", guarded.Find("[data-copy]").GetAttribute("data-copy")!);
        fails = false;
        await guarded.Find("button").ClickAsync();
        Assert.Equal("fine", guarded.Markup);
    }

    public sealed class Inner : ComponentBase
    {
        [Parameter] public RenderFragment? Content { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder) => builder.AddContent(0, Content);
    }
}
