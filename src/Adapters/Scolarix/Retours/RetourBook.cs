using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Adapters.Scolarix.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Retours;

public enum EtatRetour
{
    /// <summary>Known, and not yet in the work table.</summary>
    Recu,
    Applique,

    /// <summary>The file as a whole could not be read.</summary>
    Rejete,
}

/// <summary>Where the files of a return lie.</summary>
internal sealed class RetourPlace
{
    public string Etablissement { get; init; } = "";
    public string? Depots { get; init; }
}

/// <summary>A row of <c>scolarix_retour</c>: one daily file.</summary>
public sealed class RetourRow
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public int Session { get; init; }
    public string Nom { get; init; } = "";
    public long Octets { get; init; }
    public DateTimeOffset RecuLe { get; init; }
    public string Par { get; init; } = "";
    public string Etat { get; init; } = "";
    public int Lignes { get; init; }
    public int Acceptees { get; init; }
    public int Inchangees { get; init; }
    public int NonRapprochees { get; init; }
    public int Refusees { get; init; }
    public int Depassees { get; init; }
    public long? Remontee { get; init; }
    public string? Message { get; init; }

    /// <summary>The last line that is in the work table.</summary>
    public int Atteinte { get; init; }

    public bool IsOver => Etat != nameof(EtatRetour.Recu);

    /// <summary>The same file, as it is told when its message could not be applied.</summary>
    public RetourRow SetAside(long message) => new()
    {
        Id = Id, Etablissement = Etablissement, Session = Session, Nom = Nom, Octets = Octets, RecuLe = RecuLe, Par = Par,
            Etat = nameof(EtatRetour.Rejete),
        Message =
        $"Le fichier n'a pas pu être enregistré. Il est conservé (message {message}) : transmettre ce numéro au support, puis renvoyer "
        + $"le fichier.",
    };
}

/// <summary>The daily files of Scolarix that came in, by their content.</summary>
internal sealed class RetourBook(Database database, IBusinessClock clock)
{
    /// <summary>
    /// The file of this content, noted now unless it was before. What it means depends on how it is read: after a change
    /// of the mapping the same bytes are another file.
    /// </summary>
    /// <returns>Its row, and whether this call made it: of two nodes that have the same content at once, one does.</returns>
    public async Task<(RetourRow Retour, bool Nouveau)> NoteAsync(
        string etablissement, int session, string nom, string par, byte[] contenu, RetourOptions options, CancellationToken ct)
    {
        var empreinte = FingerprintOf(contenu, options);
        var made = await database.WriteAsync(async write => await write.ExecuteAsync(
            """
            INSERT INTO scolarix_retour (etablissement, session, nom, empreinte, octets, recu_le, par, etat)
            VALUES (@etablissement, @session, @nom, @empreinte, @octets, @now, @par, @etat) ON CONFLICT DO NOTHING
            """,
            new
            {
                etablissement, session, nom = await write.SealAsync(etablissement, NomFichier.De(nom), ct), empreinte,
                octets = contenu.Length, now = clock.Now, par, etat = nameof(EtatRetour.Recu),
            }, ct), ct);
        return ((await OfContentAsync(etablissement, session, empreinte, ct))!, made > 0);
    }

    /// <summary>
    /// A file that nobody reads, noted by how it looks: it is told like the others, and leaves with its session. The same one again is
    /// the same row.
    /// </summary>
    public async Task<RetourRow> RefuseAsync(
        string etablissement, int session, EntreeDossier entry, string par, string message, CancellationToken ct)
    {
        var empreinte = HashOf(string.Create(
            CultureInfo.InvariantCulture, $"non lu/{entry.Aspect.Octets}/{entry.Aspect.ModifieLe.Ticks}/{entry.Nom}"));
        await database.WriteAsync(async write => await write.ExecuteAsync(
            """
            INSERT INTO scolarix_retour (etablissement, session, nom, empreinte, octets, recu_le, par, etat, message)
            VALUES (@etablissement, @session, @nom, @empreinte, @Octets, @now, @par, @etat, @message) ON CONFLICT DO NOTHING
            """,
            new
            {
                etablissement, session, nom = await write.SealAsync(etablissement, NomFichier.De(entry.Nom), ct), empreinte,
                entry.Aspect.Octets, now = clock.Now, par, etat = nameof(EtatRetour.Rejete),
                message = await write.SealAsync(etablissement, message, ct),
            }, ct), ct);
        return (await OfContentAsync(etablissement, session, empreinte, ct))!;
    }

    private Task<RetourRow?> OfContentAsync(string etablissement, int session, string empreinte, CancellationToken ct) =>
        database.FirstOrDefaultAsync<RetourRow>(
            "SELECT * FROM scolarix_retour WHERE etablissement = @etablissement AND session = @session AND empreinte = @empreinte",
            new { etablissement, session, empreinte }, ct);

    public Task<RetourRow?> FindAsync(string etablissement, long id, CancellationToken ct) => database.FirstOrDefaultAsync<RetourRow>(
        "SELECT * FROM scolarix_retour WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct);

    public Task<IReadOnlyList<RetourRow>> ListAsync(string etablissement, CancellationToken ct) => database.QueryAsync<RetourRow>(
        "SELECT * FROM scolarix_retour WHERE etablissement = @etablissement ORDER BY id DESC LIMIT 100", new { etablissement }, ct);

    public Task<IReadOnlyList<LigneVueRow>> LinesAsync(long id, NatureLigne nature, int page, int size, CancellationToken ct) =>
        database.QueryAsync<LigneVueRow>(
        """
        SELECT etablissement, ligne, colonne, numero, ine, message FROM scolarix_retour_refus
        WHERE retour = @id AND nature = @nature ORDER BY ligne LIMIT @size OFFSET @skip
        """,
        new { id, nature = nature.ToString(), size, skip = (page - 1L) * size }, ct);

    /// <summary>Where its file lies now: it is found again when it has to leave (rule J5).</summary>
    public Task PlaceAsync(long id, string chemin, CancellationToken ct) => database.WriteAsync(async session =>
    {
        if (await session.FirstOrDefaultAsync<RetourPlace>(
            "SELECT etablissement, depots FROM scolarix_retour WHERE id = @id", new { id }, ct) is not { } row) return;
        List<string> all = row.Depots is null ? [] : JsonText.Read<List<string>>(row.Depots);
        if (all.Contains(chemin)) return;
        await session.ExecuteAsync("UPDATE scolarix_retour SET depots = @depots WHERE id = @id",
            new { id, depots = await session.SealAsync(row.Etablissement, JsonText.Of(all.Append(chemin)), ct) }, ct);
    }, ct);

    /// <summary>True when the message could not be applied: it is set aside, and waiting for it is of no use.</summary>
    public async Task<bool> IsSetAsideAsync(long message, CancellationToken ct) =>
        await database.ScalarAsync<long>("SELECT COUNT(*) FROM message_ecarte WHERE id = @message", new { message }, ct) > 0;

    /// <summary>Forgets a file that did not reach the work table as a whole, so that it may come again.</summary>
    public Task ForgetAsync(long id, CancellationToken ct) =>
        database.ExecuteAsync("DELETE FROM scolarix_retour WHERE id = @id AND etat = @etat", new { id, etat = nameof(EtatRetour.Recu) },
            ct);

    public Task<RetourRow?> FindAsync(WriteSession session, string etablissement, long id, CancellationToken ct) =>
        session.FirstOrDefaultAsync<RetourRow>(
        "SELECT * FROM scolarix_retour WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct);

    public static async Task RejectAsync(WriteSession session, RetourRow row, string message, CancellationToken ct) =>
        await session.ExecuteAsync(
            "UPDATE scolarix_retour SET etat = @etat, message = @message WHERE id = @Id",
            new { row.Id, etat = nameof(EtatRetour.Rejete), message = await session.SealAsync(row.Etablissement, message, ct) }, ct);

    /// <summary>Some lines are in the work table: whoever goes on after a kill begins behind them.</summary>
    public async Task AdvanceAsync(WriteSession session, RetourRow row, LotRetour lot, CancellationToken ct)
    {
        foreach (var vue in lot.Vues)
            await session.ExecuteAsync(
                """
                INSERT INTO scolarix_retour_refus (retour, etablissement, ligne, nature, colonne, numero, ine, message)
                VALUES (@Id, @Etablissement, @Ligne, @nature, @Colonne, @Numero, @Ine, @Message)
                """,
                new { row.Id, row.Etablissement, vue.Ligne.Ligne, nature = vue.Nature.ToString(), vue.Ligne.Colonne,
                    Numero = NumeroOf(vue.Ligne),
                    Ine = await session.SealAsync(row.Etablissement, vue.Ligne.Ine, ct),
                    Message = await session.SealAsync(row.Etablissement, vue.Ligne.Message, ct) }, ct);
        await session.ExecuteAsync(
            """
            UPDATE scolarix_retour SET atteinte = @Atteinte, acceptees = acceptees + @Acceptees, inchangees = inchangees + @Inchangees
            WHERE id = @Id
            """,
            new { lot.Atteinte, lot.Acceptees, lot.Inchangees, row.Id }, ct);
    }

    /// <summary>What became of all its lines.</summary>
    public static async Task<BilanRetour> SumAsync(WriteSession session, RetourRow row, CancellationToken ct)
    {
        var counts = await session.QueryAsync<(string Nature, int Nombre)>(
            "SELECT nature, CAST(COUNT(*) AS INTEGER) FROM scolarix_retour_refus WHERE retour = @Id GROUP BY nature", new { row.Id }, ct);
        var first = await session.QueryAsync<LigneVueRow>(
            """
            SELECT etablissement, ligne, colonne, numero, ine, message FROM scolarix_retour_refus
            WHERE retour = @Id AND nature <> @outdated ORDER BY ligne LIMIT @most
            """,
            new { row.Id, outdated = nameof(NatureLigne.Depassee), most = TacheRetour.MostLines }, ct);
        return new BilanRetour(
            row.Acceptees, row.Inchangees, counts.ToDictionary(c => Enum.Parse<NatureLigne>(c.Nature), c => c.Nombre), first);
    }

    public static async Task FinishAsync(
        WriteSession session, RetourRow row, BilanRetour bilan, CancellationToken ct) => await session.ExecuteAsync(
        """
        UPDATE scolarix_retour
        SET etat = @etat, lignes = @Lignes, non_rapprochees = @nonRapprochees, refusees = @refusees, depassees = @depassees,
            remontee = @Remontee, message = @Message
        WHERE id = @Id
        """,
        new
        {
            etat = nameof(EtatRetour.Applique), bilan.Lignes, nonRapprochees = bilan.Count(NatureLigne.NonRapprochee),
            refusees = bilan.Count(NatureLigne.Refusee), depassees = bilan.Count(NatureLigne.Depassee), bilan.Remontee,
            // Headers that nobody knows may be anything.
            Message = await session.SealAsync(row.Etablissement, bilan.Message, ct), row.Id,
        }, ct);

    // What is no number may be anything of a person, and the message quotes it.
    private static string? NumeroOf(RefusRetour ligne) =>
        NombreRecu.TryParsePositive(ligne.Numero, out var number) ? number.ToString(CultureInfo.InvariantCulture) : null;

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string FingerprintOf(byte[] contenu, RetourOptions options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(contenu);
        hash.AppendData(Encoding.UTF8.GetBytes(JsonText.Of(options with { Dossier = null })));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
