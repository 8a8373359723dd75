using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Pages;

/// <summary>The engine's own ground on the database of the measure: what is filled in is sealed and chained as the gateway would.</summary>
internal sealed class Coffre : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private Coffre(ServiceProvider services) => _services = services;

    public Database Base => _services.GetRequiredService<Database>();
    public DataKeys Cles => _services.GetRequiredService<DataKeys>();
    public AuditChain Chaine => _services.GetRequiredService<AuditChain>();

    /// <param name="settings">As the gateway is given them.</param>
    public static async Task<Coffre> OpenAsync(IEnumerable<(string Name, string Value)> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(s => KeyValuePair.Create(s.Name.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value))).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System);
        services.AddStorage(configuration).AddAudit(configuration).AddGatewaySecurity(configuration);
        var coffre = new Coffre(services.BuildServiceProvider());
        await coffre._services.GetRequiredService<MasterKeyBook>().OpenAsync(default);
        return coffre;
    }

    public async Task<ITextKey> CleAsync(string etablissement) => await Base.TextKeyAsync(etablissement, default)
        ?? throw new InvalidOperationException("Nothing is sealed in this database: it is not a new one.");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
