using System.Globalization;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>
/// Where the rest of the gateway reads the configuration. A change made here counts at once, one made by another node
/// or by the command line within a second; and who administers finds what he changed by whichever node answers him
/// (<see cref="FollowAsync"/>).
/// </summary>
public sealed class ConfigurationDirectory(
    Database database, DocumentFormat format, EtablissementModels models, DataKeys keys)
{
    public const string RevisionKey = "configuration.revision";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _sharing = new();
    private Task? _shared;
    private volatile ConfigurationSnapshot _current = ConfigurationSnapshot.Empty;

    public ConfigurationSnapshot Current => _current;

    /// <summary>Reads the configuration again when its revision has moved.</summary>
    public async Task RefreshAsync(CancellationToken ct)
    {
        // One at a time, so that a slower reading never puts an older configuration back.
        await _turn.WaitAsync(ct);
        try
        {
            await RefreshInTurnAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Whoever saved it by another node a moment ago goes on with what he saved. Costs nothing where there is one process; else one reading
    /// for all who come while the one before it is under way. On a machine that is busy it takes its time: whoever went on without it would
    /// be told that what he has just saved is unknown. A database that hangs ends it, and the call with it, as it would any statement.
    /// </summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        if (database.IsSingleNode) return;
        Task reading;
        lock (_sharing) reading = _shared ??= ReadSharedAsync();
        await reading.WaitAsync(ct);
    }

    /// <summary>An établissement as it is in the transaction, whatever this node has read of it; null where there is none.</summary>
    public async Task<EtablissementModel?> StoredAsync(WriteSession session, string code, CancellationToken ct) =>
        await session.ScalarAsync<string>("SELECT document FROM etablissement WHERE code = @code", new { code }, ct) is { } text
            ? models.Of(format.Read<EtablissementDocument>(text)) : null;

    /// <summary>The configuration as it would become: nothing counts of it yet.</summary>
    public ConfigurationSnapshot With(IReadOnlyList<EtablissementDocument> etablissements, IReadOnlyList<CalendrierCampagne> campagnes)
    {
        var current = Current;
        return new(
            current.Revision,
            [
                .. current.Etablissements.Where(e => etablissements.All(given => given.Code != e.Code)),
                .. etablissements.Select(models.Of),
            ],
            [.. current.Campagnes.Where(c => campagnes.All(given => given.Session != c.Session)), .. campagnes], current.Closes);
    }

    // Of nobody who waits for it: it goes on when he gives up.
    private async Task ReadSharedAsync()
    {
        // Not before whoever begins it has kept it for the others.
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            // Who comes from here on may have saved what this one does not see.
            lock (_sharing) _shared = null;
            await RefreshInTurnAsync(CancellationToken.None);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task RefreshInTurnAsync(CancellationToken ct)
    {
        var text = await database.ScalarAsync<string>("SELECT valeur FROM parametre WHERE cle = @RevisionKey", new { RevisionKey }, ct);
        var revision = text is null ? 0 : long.Parse(text, CultureInfo.InvariantCulture);
        if (revision == _current.Revision) return;

        var documents = await database.QueryAsync<string>("SELECT document FROM etablissement ORDER BY code", null, ct);
        var campagnes = await database.QueryAsync<string>("SELECT document FROM campagne ORDER BY session", null, ct);
        // An établissement may have gone, and its code be another one's: who works for it asks for its key anew.
        keys.Forget();
        _current = new ConfigurationSnapshot(
            revision,
            [.. documents.Select(d => models.Of(format.Read<EtablissementDocument>(d)))],
            campagnes.Select(JsonText.Read<CalendrierCampagne>),
            await database.QueryAsync<CampagneClose>("SELECT session, close_le, par, purgee_le FROM campagne_close", null, ct));
    }
}

/// <summary>Follows the changes of the configuration made elsewhere.</summary>
internal sealed class ConfigurationWatch(
    ConfigurationDirectory directory, TimeProvider time, ILogger<ConfigurationWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await directory.RefreshAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.RefreshFailed(logger, failure);
            }
        }
    }
}
