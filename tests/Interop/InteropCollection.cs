namespace Parcoursup.Gateway.Interop.Tests;

/// <summary>One run of the clients for all tests, because what is built for it serves the servers too.</summary>
[CollectionDefinition(Name)]
public sealed class InteropCollection : ICollectionFixture<InteropRun>
{
    public const string Name = "interop";
}
