using System.Data.Common;
using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Adapters.Scolarix.Population;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>What still has to be applied or evaluated before a snapshot would tell the truth.</summary>
internal sealed class EnSouffrance
{
    public long Messages { get; init; }
    public long Candidats { get; init; }
    public long Revision { get; init; }

    public bool IsNothing => Messages == 0 && Candidats == 0;

    public string Message => $"Attend {Accord.De(Messages, "message")} à appliquer et {Accord.De(Candidats, "candidat")} à évaluer.";
}

/// <summary>A candidate as a snapshot finds him. Without fingerprint he is not in the file.</summary>
internal readonly record struct PopulationLue(int CodeCandidat, RaisonPopulation Raison, byte[]? Empreinte, byte[]? Ligne)
{
    /// <summary>His answer is open: in the file if he was in the last one.</summary>
    public bool KeepsHisPlace => Raison == RaisonPopulation.EnReserve;
}

/// <summary>
/// The population at one moment: everything that was journaled by then is applied and evaluated with the configuration of
/// that moment, and however long the reading lasts, nobody waits for it.
/// </summary>
internal sealed class PopulationReading(
    ReadSession reading, DataKeys keys, EtablissementModel etablissement, EnSouffrance pending) : IAsyncDisposable
{
    private const int Page = 50_000;

    private static readonly Dictionary<string, RaisonPopulation> Raisons =
        Enum.GetValues<RaisonPopulation>().ToDictionary(r => r.ToString());

    public EtablissementModel Etablissement => etablissement;

    /// <summary>While something is, this is no moment for a snapshot.</summary>
    public EnSouffrance Pending => pending;

    public static async Task<PopulationReading> OpenAsync(
        Database database, DataKeys keys, ConfigurationDirectory directory, IBusinessClock clock, string code, CancellationToken ct)
    {
        while (true)
        {
            var reading = await database.ReadAsync(ct);
            try
            {
                var pending = (await reading.FirstOrDefaultAsync<EnSouffrance>(
                    Unsettled, new { code, today = clock.Today, key = ConfigurationDirectory.RevisionKey }, ct))!;
                await directory.RefreshAsync(ct);
                // A configuration that changed just now marks everybody: what is read here would be of the former one.
                if (directory.Current.Revision == pending.Revision && directory.Current.FindByCode(code) is { } etablissement)
                    return new PopulationReading(reading, keys, etablissement, pending);
                if (directory.Current.FindByCode(code) is null)
                    throw new PublicationImpossibleException($"L'établissement « {code} » n'est plus configuré.");
            }
            catch
            {
                await reading.DisposeAsync();
                throw;
            }

            await reading.DisposeAsync();
        }
    }

    /// <summary>All candidates of a session, in the order of their number.</summary>
    public async IAsyncEnumerable<PopulationLue> ReadAsync(int annee, [EnumeratorCancellation] CancellationToken ct)
    {
        // Page by page of one moment: with a limit PostgreSQL follows the key, without one it may sort everything on the disk.
        for (var (after, more) = (int.MinValue, true); more;)
        {
            more = false;
            await using var rows = await reading.ReadAsync(
                """
                SELECT code_candidat, raison, empreinte, ligne FROM scolarix_population
                WHERE etablissement = @Code AND session = @annee AND code_candidat > @after ORDER BY code_candidat LIMIT @Page
                """,
                new { etablissement.Code, annee, after, Page }, ct);
            // Asked about between two pages: a token of its own for each of a million rows would cost more than the row.
            while (await rows.ReadAsync(CancellationToken.None))
            {
                (after, more) = (rows.GetInt32(0), true);
                yield return new(after, Raisons[rows.GetString(1)], Bytes(rows, 2), await OpenAsync(Bytes(rows, 3), ct));
            }
        }

        static byte[]? Bytes(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetFieldValue<byte[]>(column);
    }

    private async ValueTask<byte[]?> OpenAsync(byte[]? ligne, CancellationToken ct)
    {
        try
        {
            return ligne is null ? null : await keys.OpenAsync(etablissement.Code, PopulationWriter.Ligne, ligne, ct);
        }
        catch (SealedValueException closed)
        {
            throw new PublicationImpossibleException(closed.Message);
        }
    }

    public ValueTask DisposeAsync() => reading.DisposeAsync();

    // Those whose day has come are counted over all établissements: that index knows no other way, and it is a matter of a second.
    private const string Unsettled =
        """
        SELECT (SELECT COUNT(*) FROM message_a_appliquer WHERE etablissement = @code) AS messages,
               (SELECT COUNT(*) FROM candidat WHERE etablissement = @code AND a_evaluer)
                 + (SELECT COUNT(*) FROM candidat WHERE prochaine_evaluation <= @today) AS candidats,
               COALESCE((SELECT CAST(valeur AS bigint) FROM parametre WHERE cle = @key), 0) AS revision
        """;
}
