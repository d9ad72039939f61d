using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Tests.MachineLearning;

public sealed class FeatureMatrixTests
{
    private static readonly FeatureColumn[] AgeAndSegment =
        [FeatureColumn.Numeric("age"), FeatureColumn.Categorical("segment", "retail", "student")];

    [Fact]
    public void Matrix_TwoRows_IsReadByRowColumnAndName()
    {
        var matrix = new FeatureMatrix(AgeAndSegment, [30, 1, float.NaN, 0]);
        Assert.Equal((2, 2), (matrix.Rows, matrix.Width));
        Assert.Equal([30f, 1f], matrix.Row(0).ToArray());
        Assert.Equal([30f, float.NaN], matrix.Column(matrix.IndexOf("age")));
        Assert.Equal([float.NaN, 0f, 30f, 1f], matrix.SelectRows([1, 0]).Values.ToArray());
        Assert.Equal([1f, 0f], matrix.SelectColumns("segment").Values.ToArray());
    }

    [Fact]
    public void Builder_MoreRowsThanExpected_KeepsThemAll()
    {
        var builder = new FeatureMatrixBuilder(FeatureColumn.Numeric("a", "b"), expectedRows: 0);
        for (var i = 0; i < 100; i++) builder.Add([i, -i]);
        var matrix = builder.Build();
        Assert.Equal(100, matrix.Rows);
        Assert.Equal([99f, -99f], matrix.Row(99).ToArray());
        Assert.Throws<ArgumentException>(() => builder.Add([1]));
    }

    [Theory]
    [InlineData(float.PositiveInfinity, 0, "Row 1, column 'age'")]
    [InlineData(float.NegativeInfinity, 0, "Row 1, column 'age'")]
    [InlineData(30, 2, "Row 1, column 'segment'")]
    [InlineData(30, -1, "Row 1, column 'segment'")]
    [InlineData(30, 0.5, "Row 1, column 'segment'")]
    public void Matrix_ValueOutOfRange_IsRefusedByRowAndColumn(float age, float segment, string place)
    {
        var exception = Assert.Throws<ArgumentException>(() => new FeatureMatrix(AgeAndSegment, [30, 1, age, segment]));
        Assert.Equal("values", exception.ParamName);
        Assert.Contains(place, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Matrix_BrokenShape_IsRefused()
    {
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => new FeatureMatrix(AgeAndSegment, [1, 1, 1])).ParamName);
        Assert.Equal("columns", Assert.Throws<ArgumentException>(() => new FeatureMatrix([], [])).ParamName);
        Assert.Contains("'age' is given twice", Assert.Throws<ArgumentException>(
            () => new FeatureMatrix(FeatureColumn.Numeric("age", "age"), [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("'x'", Assert.Throws<ArgumentException>(() => new FeatureMatrix(AgeAndSegment, []).IndexOf("x")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => FeatureColumn.Categorical("c", "a", "a"));
        Assert.Throws<ArgumentException>(() => FeatureColumn.Categorical("c", []));
    }

    [Fact]
    public void CodeOf_Category_IsItsIndexAndNaNWhenUnknown()
    {
        Assert.Equal(1, AgeAndSegment[1].CodeOf("student"));
        Assert.True(float.IsNaN(AgeAndSegment[1].CodeOf("corporate")));
        Assert.True(float.IsNaN(AgeAndSegment[1].CodeOf(null)));
    }
}
