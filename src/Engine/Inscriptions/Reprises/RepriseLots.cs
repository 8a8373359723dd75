using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Inscriptions.Reprises;

/// <summary>The lots, each in a transaction of its own.</summary>
internal sealed class RepriseLots(Database database, ConfigurationDirectory directory, InscriptionReprise reprise) : IDisposable
{
    // Each has a connection.
    private readonly Places _places = new(4);

    public Task<IReadOnlyList<string>> EtablissementsAsync(CancellationToken ct) => RepriseBook.EtablissementsAsync(database, ct);

    /// <returns>Whether there was one.</returns>
    public async Task<bool> NextAsync(string code, CancellationToken ct)
    {
        using var place = await _places.TakeAsync(ct);
        await using var session = await database.WriteAsync(ct);
        await database.LockEtablissementAsync(session, code, ct);
        await directory.RefreshAsync(ct);
        if (directory.Current.FindByCode(code) is not { } etablissement) return false;
        if (!await reprise.LotAsync(session, etablissement, ct)) return false;
        await session.CommitAsync(ct);
        return true;
    }

    public void Dispose() => _places.Dispose();
}
