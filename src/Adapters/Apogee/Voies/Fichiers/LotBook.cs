using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <param name="Annee">The session of Parcoursup.</param>
/// <param name="Disposition">Fingerprint of the layout.</param>
/// <param name="Vus">The highest number that the store holds.</param>
internal sealed record NouveauLot(EtablissementModel Etablissement, int Annee, string Disposition, int? Precedent, int Vus);

/// <summary>The lots of the établissements: numbered, published, found again, thrown away.</summary>
internal sealed class LotBook(Database database, IBusinessClock clock, TimeProvider time)
{
    private const string Unfinished = nameof(EtatLot.EnPreparation);
    private const string Waiting = nameof(EtatLot.Publie);
    private const string Published =
        $"('{Waiting}', '{nameof(EtatLot.Confirme)}', '{nameof(EtatLot.Depasse)}', '{nameof(EtatLot.Rejete)}', '{nameof(EtatLot.Expire)}')";

    /// <summary>What a lot brought and nothing newer was rendered of, as a condition over <c>livraison</c>.</summary>
    public const string Rendue =
        $"""
        etat = '{nameof(EtatLivraison.AttenteConfirmation)}' AND id IN (
            SELECT o.livraison FROM fichier_lot_opi o
            WHERE o.lot = @Id AND NOT EXISTS (SELECT 1 FROM fichier_lot_opi n WHERE n.livraison = o.livraison AND n.lot > o.lot))
        """;

    /// <summary>The last published lot of a session, null before the first one.</summary>
    public Task<LotRow?> LastAsync(string etablissement, int annee, CancellationToken ct) => database.FirstOrDefaultAsync<LotRow>(
        $"""
        SELECT * FROM fichier_lot WHERE etablissement = @etablissement AND session = @annee AND etat IN {Published}
        ORDER BY numero DESC LIMIT 1
        """,
        new { etablissement, annee }, ct);

    public Task<LotRow?> FindAsync(string etablissement, int numero, CancellationToken ct) => database.FirstOrDefaultAsync<LotRow>(
        "SELECT * FROM fichier_lot WHERE etablissement = @etablissement AND numero = @numero", new { etablissement, numero }, ct);

    public Task<IReadOnlyList<LotRow>> ListAsync(string etablissement, CancellationToken ct) => database.QueryAsync<LotRow>(
        "SELECT * FROM fichier_lot WHERE etablissement = @etablissement ORDER BY numero DESC LIMIT 100", new { etablissement }, ct);

    /// <summary>Begun, and neither published nor given up.</summary>
    public Task<IReadOnlyList<LotRow>> UnfinishedAsync(string etablissement, CancellationToken ct) => database.QueryAsync<LotRow>(
        $"SELECT * FROM fichier_lot WHERE etablissement = @etablissement AND etat = '{Unfinished}'", new { etablissement }, ct);

    /// <summary>Those of all établissements that a file may confirm.</summary>
    public Task<IReadOnlyList<LotRow>> ConfirmableByFileAsync(CancellationToken ct) => database.QueryAsync<LotRow>(
        $"SELECT * FROM fichier_lot WHERE etat = '{Waiting}' AND dossier IS NOT NULL AND conserve ORDER BY id", null, ct);

    /// <summary>Begins a lot under a number that none ever had.</summary>
    public async Task<LotRow> CreateAsync(WriteSession session, GenerationRow generation, NouveauLot lot, CancellationToken ct) =>
        (await session.FirstOrDefaultAsync<LotRow>(
            $"""
            INSERT INTO fichier_lot (etablissement, session, numero, precedent, generation, etat, disposition, dossier, genere_le, par)
            SELECT @code, @Annee, CASE WHEN COALESCE(MAX(numero), 0) > @Vus THEN MAX(numero) ELSE @Vus END + 1, @Precedent, @generation,
                '{Unfinished}', @Disposition, @dossier, @now, @Par
            FROM fichier_lot WHERE etablissement = @code
            RETURNING *
            """,
            new
            {
                code = lot.Etablissement.Code, lot.Annee, lot.Vus, lot.Precedent, generation = generation.Id, lot.Disposition,
                dossier = lot.Etablissement.Document.Opi.Fichiers?.Dossier, now = clock.Now, generation.Par,
            }, ct))!;

    /// <summary>
    /// Records that the lot is there for everybody. What earlier lots held of the same deliveries is needed no more.
    /// </summary>
    public async Task PublishAsync(WriteSession session, LotRow lot, string manifeste, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE fichier_lot SET etat = '{Waiting}', manifeste = @manifeste, manifeste_sha256 = @hash,
                opi = (SELECT COUNT(*) FROM fichier_lot_opi WHERE lot = @Id)
            WHERE id = @Id
            """,
            new { manifeste, hash = ConfirmationFile.HashOf(manifeste), lot.Id }, ct);
        await session.ExecuteAsync(
            """
            UPDATE fichier_lot_opi SET contenu = NULL
            WHERE etablissement = @Etablissement AND lot < @Id AND contenu IS NOT NULL
              AND livraison IN (SELECT livraison FROM fichier_lot_opi WHERE lot = @Id)
            """,
            new { lot.Etablissement, lot.Id }, ct);
    }

    /// <summary>Nobody ever saw it: what it rendered is forgotten, and its deliveries are due again.</summary>
    public async Task FailAsync(WriteSession session, LotRow lot, CancellationToken ct)
    {
        await ReleaseAsync(session, lot, ct);
        await session.ExecuteAsync("DELETE FROM fichier_lot_opi WHERE lot = @Id", new { lot.Id }, ct);
        await session.ExecuteAsync(
            $"UPDATE fichier_lot SET etat = '{nameof(EtatLot.Echec)}', conserve = FALSE WHERE id = @Id", new { lot.Id }, ct);
    }

    /// <summary>What the lot brought, and nothing newer was rendered of, is due again.</summary>
    public Task ReleaseAsync(WriteSession session, LotRow lot, CancellationToken ct) => session.ExecuteAsync(
        $"""
        UPDATE livraison SET etat = '{nameof(EtatLivraison.AEnvoyer)}', prochaine_tentative = @now, message = NULL, modifiee_le = @now
        WHERE {Rendue}
        """,
        new { now = time.GetUtcNow(), lot.Id }, ct);

    /// <summary>The lots of the session whose files are kept, but for the last ones.</summary>
    public async Task<IReadOnlyList<LotRow>> OldAsync(string etablissement, int annee, int conserver, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<LotRow>(
            $"""
            SELECT * FROM fichier_lot WHERE etablissement = @etablissement AND session = @annee AND etat IN {Published} AND conserve
            ORDER BY numero DESC
            """,
            new { etablissement, annee }, ct)).Skip(conserver),
    ];

    /// <summary>Its files have gone.</summary>
    public static async Task DropAsync(WriteSession session, LotRow lot, CancellationToken ct)
    {
        await session.ExecuteAsync(
            $"""
            UPDATE fichier_lot SET
                conserve = FALSE, etat = CASE WHEN etat = '{Waiting}' THEN '{nameof(EtatLot.Expire)}' ELSE etat END
            WHERE id = @Id
            """,
            new { lot.Id }, ct);
        await session.ExecuteAsync("DELETE FROM fichier_lot_opi WHERE lot = @Id AND contenu IS NULL", new { lot.Id }, ct);
    }
}
