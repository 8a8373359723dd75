using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>
/// What a lot holds: the deliveries that it renders, and everything that earlier lots of its session rendered and
/// nothing newer replaces (rule E4: cumulative).
/// </summary>
internal sealed class LotContents(Database database, DataKeys keys, TimeProvider time)
{
    private const int PageSize = 200;
    private const string Due = nameof(EtatLivraison.AEnvoyer);

    /// <summary>The deliveries that are due; while the gate is closed, only those that it does not hold (rule D2).</summary>
    public static Task<IReadOnlyList<LivraisonRow>> DueAsync(
        WriteSession session, string etablissement, bool gateOpen, int most, CancellationToken ct) =>
        session.QueryAsync<LivraisonRow>(
            $"""
            SELECT * FROM livraison WHERE destination = '{DestinationOpi.Name}' AND etablissement = @etablissement AND etat = '{Due}'
              AND (@gateOpen OR origine <> '{WantedLivraison.FromSource}') LIMIT @most
            """,
            new { etablissement, gateOpen, most }, ct);

    public static Task<int> CountDueAsync(WriteSession session, string etablissement, CancellationToken ct) => session.ScalarAsync<int>(
        $"""
        SELECT COUNT(*) FROM livraison
        WHERE destination = '{DestinationOpi.Name}' AND etablissement = @etablissement AND etat = '{Due}'
        """,
        new { etablissement }, ct);

    /// <summary>
    /// What another way out had delivered of this session and no file holds yet is due: the files are cumulative from
    /// their first day (rule E1: the way out may be changed).
    /// </summary>
    public Task BringInAsync(
        WriteSession session, string etablissement, int annee, bool gateOpen, CancellationToken ct) => session.ExecuteAsync(
        $"""
        UPDATE livraison SET etat = '{Due}', prochaine_tentative = @now
        WHERE destination = '{DestinationOpi.Name}' AND etablissement = @etablissement AND etat = '{nameof(EtatLivraison.AJour)}'
          AND (@gateOpen OR origine <> '{WantedLivraison.FromSource}')
          AND (sujet LIKE @candidats OR sujet LIKE @recues)
          AND NOT EXISTS (
              SELECT 1 FROM fichier_lot_opi o WHERE o.livraison = livraison.id AND o.revision = livraison.revision_voulue)
        """,
        new
        {
            etablissement, gateOpen, now = time.GetUtcNow(), candidats = $"{annee}/%", recues = ReceivedOpiBook.SubjectOf("%"),
        }, ct);

    /// <summary>Puts an OPI into a lot; the exchange keeps its very lines and what was changed to write them.</summary>
    public async Task AddAsync(
        WriteSession session, LotRow lot, RenderedOpi.Ready opi, LignesOpi lignes, byte[] octets, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var message = await session.SealAsync(lot.Etablissement, $"Dans le lot {lot.Numero}, à confirmer.", ct);
        await session.ExecuteAsync(
            """
            INSERT INTO fichier_lot_opi (livraison, lot, etablissement, session, revision, acquitte, vets, contenu)
            VALUES (@livraison, @lot, @Etablissement, @annee, @RevisionVoulue, @Acquitte, @vets, @contenu)
            ON CONFLICT (livraison, lot) DO UPDATE SET
                revision = excluded.revision, acquitte = excluded.acquitte, vets = excluded.vets, contenu = excluded.contenu
            """,
            new
            {
                livraison = opi.Row.Id, lot = lot.Id, lot.Etablissement, annee = lot.Session, opi.Row.RevisionVoulue, opi.Acquitte,
                vets = JsonText.Of(opi.Vets),
                contenu = await keys.SealAsync(session, lot.Etablissement, FichiersColumns.Opi, JsonText.Of(opi.Contenu), ct),
            }, ct);
        await session.ExecuteAsync(
            $"""
            UPDATE livraison SET etat = '{nameof(EtatLivraison.AttenteConfirmation)}', message = @message, code = NULL, explication = NULL,
                modifiee_le = @now
            WHERE id = @Id
            """,
            new { message, now, opi.Row.Id }, ct);

        Domain.Livraisons.Modification[] modifications = [.. opi.Modifications, .. lignes.Modifications];
        await session.ExecuteAsync(
            """
            INSERT INTO echange (livraison, revision, commence_le, termine_le, issue, message, requete, reponse, modifications)
            VALUES (@Id, @RevisionVoulue, @now, @now, @EnFichier, @message, @requete, @nothing, @modifications)
            """,
            new
            {
                opi.Row.Id, opi.Row.RevisionVoulue, now, IssueOpi.EnFichier, message, nothing = Array.Empty<byte>(),
                requete = await keys.SealAsync(session, lot.Etablissement, EchangeColumns.Requete, octets, ct),
                modifications = modifications.Length == 0 ? null
                    : await session.SealAsync(lot.Etablissement, JsonText.Of(modifications), ct),
            }, ct);
    }

    /// <summary>There is nothing to hand over: what earlier files held stays.</summary>
    public async Task SetAsideAsync(WriteSession session, RenderedOpi.Nothing opi, CancellationToken ct) => await session.ExecuteAsync(
        "UPDATE livraison SET etat = @etat, message = @Message, code = NULL, explication = @Explication, modifiee_le = @now WHERE id = @Id",
        new
        {
            etat = opi.Etat.ToString(), Message = await session.SealAsync(opi.Row.Etablissement, opi.Message, ct),
            Explication = await session.SealAsync(opi.Row.Etablissement, opi.Explication, ct), now = time.GetUtcNow(), opi.Row.Id,
        }, ct);

    /// <summary>All OPI that stand in the files of a session now, page by page, always in the same order.</summary>
    public async IAsyncEnumerable<IReadOnlyList<OpiEnLot>> PagesAsync(LotRow lot, [EnumeratorCancellation] CancellationToken ct)
    {
        var last = 0L;
        while (true)
        {
            var page = await database.QueryAsync<OpiEnLot>(
                """
                SELECT o.livraison, o.contenu FROM fichier_lot_opi o
                WHERE o.etablissement = @Etablissement AND o.session = @annee AND o.contenu IS NOT NULL AND o.livraison > @last
                  AND NOT EXISTS (SELECT 1 FROM fichier_lot_opi n WHERE n.livraison = o.livraison AND n.lot > o.lot)
                ORDER BY o.livraison LIMIT @PageSize
                """,
                new { lot.Etablissement, annee = lot.Session, last, PageSize }, ct);
            if (page.Count == 0) yield break;
            foreach (var opi in page) await OpenAsync(lot.Etablissement, opi, ct);
            yield return page;
            last = page[^1].Livraison;
        }
    }

    // What cannot be opened is empty, and rendered anew as whatever cannot be read.
    private async Task OpenAsync(string etablissement, OpiEnLot opi, CancellationToken ct)
    {
        try
        {
            opi.Contenu = await keys.OpenAsync(etablissement, FichiersColumns.Opi, opi.Contenu, ct);
        }
        catch (SealedValueException)
        {
            opi.Contenu = "";
        }
    }

    /// <summary>
    /// What an earlier lot kept of it cannot be written any more: it is due, to be rendered anew into the next lot, and says so.
    /// </summary>
    public async Task RenderAnewAsync(WriteSession session, LotRow lot, IReadOnlyList<long> livraisons, CancellationToken ct)
    {
        var message = await session.SealAsync(
            lot.Etablissement,
            $"Absente du lot {lot.Numero} : ce qui en était conservé ne se relit pas. Elle est refaite au prochain lot.", ct);
        await session.ExecuteAsync(
        $"""
        UPDATE livraison SET etat = '{Due}', prochaine_tentative = @now, message = @message, code = NULL, explication = NULL,
            modifiee_le = @now
        WHERE id = @livraison AND etat IN ('{nameof(EtatLivraison.AJour)}', '{nameof(EtatLivraison.AttenteConfirmation)}')
        """,
        livraisons.Select(livraison => new { livraison, now = time.GetUtcNow(), message }), ct);
    }
}

/// <summary>An OPI as a lot keeps it.</summary>
internal sealed class OpiEnLot
{
    public long Livraison { get; init; }

    /// <summary>The JSON of an <see cref="OpiContenu"/>.</summary>
    public string Contenu { get; set; } = "";
}
