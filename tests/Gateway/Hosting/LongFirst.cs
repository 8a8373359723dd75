using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Parcoursup.Gateway.Gateway.Tests.Hosting.LongFirst))]

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>What takes minutes begins first: begun last, it would run alone while the other processor has nothing to do.</summary>
public sealed class LongFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = ["SequencesTests", "ForeignCredentialTests", "FuzzTests", "LargeRecuperationTests", "SauvegardeTests"];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(Rank).ThenBy(collection => collection.UniqueID, StringComparer.Ordinal)];

    private static int Rank<TTestCollection>(TTestCollection collection) where TTestCollection : ITestCollection
    {
        var rank = Array.FindIndex(Long, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
