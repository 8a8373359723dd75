using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Nuits;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>
/// The last step of a planned night: what is ready is posted, up to the night's limit. A run that was killed goes on where it was, within
/// the same limit, and what it had tried is not tried again before the next night.
/// </summary>
internal sealed class EnvoiPlanifie(EnvoiPlanifieBook book, EnvoiService envois, CatalogueOptions options) : ISuiteNuit
{
    public Task DemanderAsync(WriteSession session, DateOnly jour, CancellationToken ct) =>
        options.Envoi.Actif ? book.DemanderAsync(session, jour, ct) : Task.CompletedTask;

    public Task ReprendreAsync(CancellationToken ct) => book.ReprendreAsync(ct);

    public async Task<FinSuite?> SuivantAsync(CancellationToken ct)
    {
        if (!options.Envoi.Actif || await book.PrendreAsync(ct) is not { } row) return null;
        try
        {
            var issue = await EnvoyerAsync(row, ct);
            await book.TerminerAsync(row, issue.Texte(), ct);
            return new FinSuite(row.Jour, issue);
        }
        catch
        {
            // Stopped, or the database was away: whoever comes next goes on at once.
            await book.RendreAsync(row);
            throw;
        }
    }

    private async Task<Issue> EnvoyerAsync(EnvoiPlanifieRow row, CancellationToken ct)
    {
        var settings = options.Envoi;
        try
        {
            // Read by each run: a key that was replaced in its file is taken up.
            using var key = ClePrivee.Lire(settings.ClePrivee);
            return await envois.EnvoyerAsync(
                new DemandeEnvoi(new AccesService(new Uri(settings.Url), settings.Certificat.Trim(), key), settings.Limite,
                    TimeSpan.FromMilliseconds(settings.PauseMs), row.Jour)
                {
                    Depuis = row.CommenceLe, Avant = token => book.GarderAsync(row, token),
                }, ct);
        }
        catch (ClePriveeException unusable)
        {
            return Issue.Refusee(EnvoiPlanifieOptions.Section + ":ClePrivee", unusable.Message);
        }
    }
}
