using System.Runtime.CompilerServices;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Gateway.Tests.Hosting;

/// <summary>
/// What thousands of gateways in one process need not do each again. A gateway that is a process of its own pays the
/// full price (<see cref="GatewayProcess"/>).
/// </summary>
internal static class TestCosts
{
    /// <summary>Enough to see that a hash tells its own number.</summary>
    public const int Iterations = 1_000;

    [ModuleInitializer]
    public static void Lower()
    {
        PasswordHash.Iterations = Iterations;
        // Dapper compiles what reads a row and what fills a command once per connection string, and keeps it: every test
        // has its own database, but there are two kinds only.
        SqlMapper.ConnectionStringComparer = new ByKind();
    }

    // What JSON learns of the document's types is compiled; it depends on the systems alone.
    private static readonly ConditionalWeakTable<IReadOnlyList<IModule>, DocumentFormat> Formats = [];

    /// <summary>Gives a gateway that is about to be composed what another one with these systems has.</summary>
    public static void Share(IServiceCollection services, IReadOnlyList<IModule> systems)
    {
        if (Formats.TryGetValue(systems, out var format)) services.AddSingleton(format);
    }

    /// <summary>Keeps it for the next one.</summary>
    public static void Keep(IServiceProvider services, IReadOnlyList<IModule> systems) =>
        Formats.TryAdd(systems, services.GetRequiredService<DocumentFormat>());

    private sealed class ByKind : IEqualityComparer<string>
    {
        public bool Equals(string? left, string? right) => IsServer(left) == IsServer(right);

        public int GetHashCode(string connection) => IsServer(connection) ? 1 : 2;

        private static bool IsServer(string? connection) => connection?.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) == true;
    }
}
