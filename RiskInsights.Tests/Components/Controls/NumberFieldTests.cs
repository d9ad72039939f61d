using Bunit;
using RiskInsights.Dashboard.Components.Controls;

namespace RiskInsights.Tests.Components.Controls;

public sealed class NumberFieldTests() : ComponentTest("fr")
{
    private decimal? _value = 8400m;

    private IRenderedComponent<NumberField> Field() => Render<NumberField>(p => p
        .Add(f => f.Label, "Coût").Add(f => f.Unit, "€").Add(f => f.Min, 0m).Add(f => f.Decimals, 2).Add(f => f.Value, _value).Add(f => f.ValueChanged, v => _value = v));

    [Theory]
    [InlineData("9 000,5", 9000.5)]
    [InlineData("9\u202F000,50", 9000.5)]
    [InlineData("12.25", 12.25)]
    [InlineData("", null)]
    public async Task NumberField_InFrench_ReadsWhatIsTyped(string text, double? value)
    {
        await Field().Find("input").ChangeAsync(text);
        Assert.Equal((decimal?)value, _value);
    }

    [Theory]
    [InlineData("-1", "Au moins 0,00")]
    [InlineData("beaucoup", "Ce n’est pas un nombre")]
    public async Task NumberField_Refused_KeepsTheTextAndSaysWhy(string text, string why)
    {
        var field = Field();
        await field.Find("input").ChangeAsync(text);
        Assert.Equal(8400m, _value);
        Assert.Equal(text, field.Find("input").GetAttribute("value"));
        Assert.Equal("true", field.Find("input").GetAttribute("aria-invalid"));
        Assert.Equal(why, field.Find(".hint.error").TextContent);
        Assert.Equal(field.Find(".hint").Id, field.Find("input").GetAttribute("aria-describedby"));
    }
}
