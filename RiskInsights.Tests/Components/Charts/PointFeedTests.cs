using System.Buffers.Binary;
using RiskInsights.Dashboard.Components.Charts;

namespace RiskInsights.Tests.Components.Charts;

public sealed class PointFeedTests
{
    [Fact]
    public void Encode_OfTwoPoints_HasTheDocumentedLayout()
    {
        var bytes = PointFeed.Encode([1, 10_000_000_001], [0.5f, 1f], [2f, 3f], [0.9f, 0.1f], [PointState.Flagged, PointState.Undecided]);
        Assert.Equal(8 + (2 * 21), bytes.Length);
        Assert.Equal("RIP1"u8.ToArray(), bytes[..4]);
        Assert.Equal(2, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)));
        Assert.Equal(10_000_000_001, BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(16)));
        Assert.Equal(1f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(28)));
        Assert.Equal(2f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(32)));
        Assert.Equal(0.1f, BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(44)));
        Assert.Equal([2, 0], bytes[48..]);
    }

    [Fact]
    public void Encode_OfNothing_IsAHeader() => Assert.Equal(8, PointFeed.Encode([], [], [], [], []).Length);

    [Fact]
    public void Encode_OfUnequalColumns_NamesTheirLengths()
    {
        var error = Assert.Throws<ArgumentException>(() => PointFeed.Encode([1, 2], [1f], [1f, 2f], [1f, 2f], [default, default]));
        Assert.Contains("2 ids, 1 x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DecodeIds_OfBrokenBytes_IsRefused() => Assert.Throws<ArgumentException>(() => PointFeed.DecodeIds(new byte[9]));
}
