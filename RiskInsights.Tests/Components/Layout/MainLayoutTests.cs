using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Dashboard.Components.Layout;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Tests.Components.Layout;

public sealed class MainLayoutTests() : ComponentTest("en", services => services.AddSingleton<IShellStatusSource, MainLayoutTests.OneJob>())
{
    [Fact]
    public void MainLayout_WithAPage_NamesItAndShowsRunningWork()
    {
        var source = (OneJob)Services.GetRequiredService<IShellStatusSource>();
        var layout = Render<MainLayout>(p => p.Add(l => l.Body, builder =>
        {
            builder.OpenComponent<PageHeader>(0);
            builder.AddComponentParameter(1, "Title", "Overview");
            builder.CloseComponent();
        }));
        Assert.Equal("Overview", layout.Find("header h1").TextContent);
        Assert.Equal("AM", layout.Find(".avatar").TextContent);
        Assert.EndsWith("Jobs: 1", layout.Find(".tag.job").TextContent, StringComparison.Ordinal);
        source.Finish();
        layout.WaitForAssertion(() => Assert.Empty(layout.FindAll(".tag.job")));
    }

    internal sealed class OneJob : IShellStatusSource
    {
        private IReadOnlyList<JobStatus> _jobs = [new("1", "Training", null, null, null, "Ana", DateTimeOffset.UnixEpoch)];

        public event EventHandler? Changed;

        public Task<ShellStatus> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new ShellStatus(null, null, null, new Dictionary<string, long>(), _jobs));

        public void Finish()
        {
            _jobs = [];
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
