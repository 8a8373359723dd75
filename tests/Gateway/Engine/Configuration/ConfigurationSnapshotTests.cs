using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Gateway.Tests.Adapters.Apogee.Configuration;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Configuration;

/// <summary>What systems make of the configuration of one moment.</summary>
public sealed class ConfigurationSnapshotTests
{
    [Fact]
    public void What_is_derived_is_made_once_for_each_moment()
    {
        var (one, two) = (new ConfigurationSnapshot(1, [], [], []), new ConfigurationSnapshot(2, [], [], []));

        Assert.Same(one.Derive(Index.Of), one.Derive(Index.Of));
        Assert.Same(one, one.Derive(Index.Of).From);
        Assert.Same(two, two.Derive(Index.Of).From);
    }

    private sealed record Index(ConfigurationSnapshot From)
    {
        public static Index Of(ConfigurationSnapshot snapshot) => new(snapshot);
    }
}
