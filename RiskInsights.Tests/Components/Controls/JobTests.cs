using Bunit;
using RiskInsights.Dashboard.Components.Controls;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Controls;

public sealed class JobTests : ComponentTest
{
    private static readonly JobStatus Job = new("7", "Training v15", 0.53, "Round 212 of 400", TimeSpan.FromSeconds(48), "A. Morel", new(2025, 9, 30, 8, 2, 0, TimeSpan.Zero)) { Url = "/default-risk" };

    [Fact]
    public void JobTag_WithWork_CountsItAndLeadsThere()
    {
        var tag = Render<JobTag>(p => p.Add(t => t.Jobs, [Job])).Find("a");
        Assert.EndsWith("Jobs: 1, 53%", tag.TextContent, StringComparison.Ordinal);
        Assert.Equal("/default-risk", tag.GetAttribute("href"));
        Assert.Empty(Render<JobTag>(p => p.Add(t => t.Jobs, [])).Markup.Trim());
    }

    [Fact]
    public void JobPanel_OfWork_SaysHowFarItIs()
    {
        var panel = Render<JobPanel>(p => p.Add(j => j.Job, Job));
        foreach (var text in new[] { "Round 212 of 400", "about 48 s left", "53%", "started by A. Morel" }) Assert.Contains(text, panel.Markup, StringComparison.Ordinal);
        Assert.Empty(panel.FindAll("button"));
    }

    [Fact]
    public async Task JobPanel_Cancelled_AsksOnce()
    {
        var cancelled = new List<string>();
        var panel = Render<JobPanel>(p => p.Add(j => j.Job, Job).Add(j => j.OnCancel, j => cancelled.Add(j.Id)));
        await panel.Find("button").ClickAsync();
        Assert.Equal(["7"], cancelled);
        Assert.True(panel.Find("button").HasAttribute("disabled"));
    }
}
