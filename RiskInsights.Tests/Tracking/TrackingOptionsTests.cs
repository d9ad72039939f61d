using RiskInsights.Core.Tracking;
using RiskInsights.Dashboard.Hosting;

namespace RiskInsights.Tests.Tracking;

public sealed class TrackingOptionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("mlflow.bank.example", null, null, "Tracking:MlflowUri mlflow.bank.example is not an http address such as https://mlflow.bank.example.")]
    [InlineData("ftp://mlflow", null, null, "Tracking:MlflowUri ftp://mlflow is not an http address such as https://mlflow.bank.example.")]
    [InlineData("https://ada:secret@mlflow", null, null, "Tracking:MlflowUri is an address alone, without a user, a query or a fragment: a token goes into Tracking:MlflowTokenFile.")]
    [InlineData(null, "token", null, "Tracking:MlflowToken is set, but Tracking:MlflowUri is not: there is nobody to show it to.")]
    [InlineData("https://mlflow", "to ken", null, "Tracking:MlflowToken is empty or holds a character that no token has.")]
    [InlineData("https://mlflow", null, "/nowhere/token", "Tracking:MlflowTokenFile /nowhere/token is not there.")]
    public void Options_ThatCannotWork_AreNamedWithoutTheSecret(string? uri, string? token, string? file, string error)
    {
        var options = new TrackingOptions { MlflowUri = uri, MlflowToken = token, MlflowTokenFile = file };
        Assert.Equal([error], options.Errors());
        Assert.Contains(error, Assert.Throws<InvalidOptionsException>(() => new DashboardOptions { Tracking = options }.Validate()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void TokenFile_WithoutAToken_IsNamed(string text)
    {
        File.WriteAllText(_file, text);
        Assert.Equal([$"Tracking:MlflowTokenFile {_file} is empty or holds a character that no token has."], new TrackingOptions { MlflowUri = "https://mlflow", MlflowTokenFile = _file }.Errors());
    }

    [Fact]
    public void Options_ThatWork_HaveNoErrorAndShowNoToken()
    {
        File.WriteAllText(_file, "secret-token\n");
        var options = new TrackingOptions { MlflowUri = "https://mlflow.bank.example/tracking/", MlflowTokenFile = _file };
        Assert.Empty(options.Errors());
        Assert.Empty(new TrackingOptions().Errors());
        Assert.Equal("secret-token", options.Token());
        Assert.Equal("https://mlflow.bank.example/tracking/#/experiments/3/runs/abc", options.UrlOf("3", "abc"));
        Assert.Null(options.UrlOf("3", null));
        Assert.DoesNotContain("secret", new DashboardOptions { Tracking = options with { MlflowToken = "secret" } }.ToString(), StringComparison.Ordinal);
    }
}
