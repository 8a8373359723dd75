using System.Globalization;
using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>What Apogée said of its students, and what it is still to be asked (rule F2).</summary>
internal sealed class EtudiantBook(DataKeys keys, TimeProvider time, EtudiantSignal signal)
{
    private const string Key = "etablissement, cle";

    public static readonly SealedColumn Requete = new("recherche_etudiant", "requete") { Key = Key };
    public static readonly SealedColumn NumeroIne = new("recherche_etudiant", "ine")
    {
        Key = Key, IsText = true, Usage = UsageTexte.Cherche,
    };

    public static readonly SealedColumn Message = new("recherche_etudiant", "message")
    {
        Key = Key, IsText = true, Usage = UsageTexte.Lu,
    };

    public static readonly SealedColumn Reponse = new("recherche_etudiant", "reponse") { Key = Key };

    /// <summary>
    /// The candidates of a session who have this student number, as far as Apogée's answers tell: by the OPI number that
    /// became the student, or by his INE.
    /// </summary>
    public async Task<IReadOnlyList<int>> CandidatsOfAsync(WriteSession session, string etablissement, int annee, int codEtu,
        CancellationToken ct)
    {
        var told = await session.QueryAsync<string?>(
            $"""
            SELECT DISTINCT ine FROM recherche_etudiant
            WHERE etablissement = @etablissement AND cod_etu = @codEtu AND etat = '{nameof(EtatRecherche.Trouvee)}'
            """,
            new { etablissement, codEtu }, ct);
        return await session.QueryAsync<int>(
            $"""
            SELECT c.code_candidat FROM recherche_etudiant r JOIN candidat c ON c.etablissement = r.etablissement
            AND c.cod_opi = SUBSTR(r.cle, 5)
            WHERE r.etablissement = @etablissement AND r.cod_etu = @codEtu AND r.etat = '{nameof(EtatRecherche.Trouvee)}'
            AND r.cle LIKE 'opi:%'
            AND c.session = @annee
            UNION
            SELECT code_candidat FROM candidat WHERE etablissement = @etablissement AND session = @annee AND ine IN @ines
            """,
            new { etablissement, annee, codEtu, ines = await session.FormsAsync(etablissement, told, ct) }, ct);
    }

    public Task<string?> NumberOfOpiAsync(WriteSession session, string etablissement, string codOpi, CancellationToken ct) =>
        session.ScalarAsync<string>(
            $"""
            SELECT CAST(cod_etu AS TEXT) FROM recherche_etudiant WHERE etablissement = @etablissement AND cle = @cle
            AND etat = '{nameof(EtatRecherche.Trouvee)}'
            """,
            new { etablissement, cle = RechercheRow.KeyOfOpi(codOpi) }, ct);

    /// <summary>The student numbers of many OPI, as far as Apogée has told them.</summary>
    /// <param name="codOpis">At most a page of them.</param>
    public static async Task<IReadOnlyDictionary<string, string>> NumbersOfOpisAsync(Database database, string etablissement,
        IReadOnlyCollection<string> codOpis, CancellationToken ct)
    {
        if (codOpis.Count == 0) return new Dictionary<string, string>();
        var byKey = codOpis.Distinct().ToDictionary(RechercheRow.KeyOfOpi);
        var rows = await database.QueryAsync<RechercheRow>(
            $"""
            SELECT cle, cod_etu FROM recherche_etudiant WHERE etablissement = @etablissement AND cle IN @cles AND cod_etu IS NOT NULL
            AND etat = '{nameof(EtatRecherche.Trouvee)}'
            """,
            new { etablissement, cles = byKey.Keys.ToArray() }, ct);
        return rows.ToDictionary(r => byKey[r.Cle], r => r.CodEtu!.Value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Asks for a student number unless that was done; null when this établissement's Apogée cannot be asked.</summary>
    /// <param name="again">Asks once more when Apogée did not know: something new has come in.</param>
    public async Task<RechercheRow?> AskAsync(WriteSession session, EtablissementModel etablissement, int codEtu, bool again,
        CancellationToken ct)
    {
        var cle = RechercheRow.KeyOfNumber(codEtu);
        if (etablissement.Apogee?.Etudiant is not null)
        {
            await session.ExecuteAsync(
                $"""
                INSERT INTO recherche_etudiant (etablissement, cle, etat, demandee_le, prochaine_tentative)
                VALUES (@code, @cle, '{nameof(EtatRecherche.Demandee)}', @now, @now)
                ON CONFLICT (etablissement, cle) DO UPDATE
                SET etat = '{nameof(EtatRecherche.Demandee)}', tentatives = 0, demandee_le = excluded.demandee_le,
                prochaine_tentative = excluded.prochaine_tentative
                WHERE @again AND recherche_etudiant.etat IN ('{nameof(EtatRecherche.Inconnue)}', '{nameof(EtatRecherche.Echec)}')
                """,
                new { code = etablissement.Code, cle, now = time.GetUtcNow(), again }, ct);
            signal.Wake();
        }

        return await FindAsync(session, etablissement.Code, cle, ct);
    }

    public Task<RechercheRow?> FindAsync(WriteSession session, string etablissement, string cle, CancellationToken ct) =>
        session.FirstOrDefaultAsync<RechercheRow>("SELECT * FROM recherche_etudiant WHERE etablissement = @etablissement AND cle = @cle",
            new { etablissement, cle }, ct);

    public Task ForgetAsync(WriteSession session, string etablissement, string cle, CancellationToken ct) =>
        session.ExecuteAsync("DELETE FROM recherche_etudiant WHERE etablissement = @etablissement AND cle = @cle",
            new { etablissement, cle }, ct);

    /// <summary>Keeps an answer with the bytes of both directions; a failure that may pass leaves the former answer.</summary>
    public async Task RecordAsync(WriteSession session, string etablissement, string cle, EtatRecherche etat, ReponseEtudiant reponse,
        string? message, CancellationToken ct) =>
        await session.ExecuteAsync(
            """
            INSERT INTO recherche_etudiant (etablissement, cle, etat, cod_etu, cod_ind, ine, demandee_le, repondue_le, prochaine_tentative,
            message, requete, reponse)
            VALUES (@etablissement, @cle, @etat, @codEtu, @codInd, @ine, @now, @now, @now, @message, @requete, @reponse)
            ON CONFLICT (etablissement, cle) DO UPDATE SET
                etat = excluded.etat, cod_etu = excluded.cod_etu, cod_ind = excluded.cod_ind, ine = excluded.ine,
                repondue_le = excluded.repondue_le,
                message = excluded.message, requete = excluded.requete, reponse = excluded.reponse
            """,
            new
            {
                etablissement, cle, etat = etat.ToString(), codEtu = reponse.Etudiant?.CodEtu, codInd = reponse.Etudiant?.CodInd,
                ine = await session.SealAsync(etablissement, Ine.Normalize(reponse.Etudiant?.NumeroIne), ct, UsageTexte.Cherche),
                now = time.GetUtcNow(), message = await session.SealAsync(etablissement, message, ct),
                requete = await keys.SealAsync(session, etablissement, Requete, reponse.Echange.Requete, ct),
                reponse = await keys.SealAsync(session, etablissement, Reponse, reponse.Echange.Reponse, ct),
            }, ct);

    /// <summary>Where questions wait whose time has come.</summary>
    public Task<IReadOnlyList<string>> DueAsync(Database database, CancellationToken ct) => database.QueryAsync<string>(
        $"""
        SELECT DISTINCT etablissement FROM recherche_etudiant
        WHERE etat = '{nameof(EtatRecherche.Demandee)}' AND prochaine_tentative <= @now ORDER BY etablissement
        """,
        new { now = time.GetUtcNow() }, ct);

    /// <summary>Takes due questions; they are asked again after the lease unless their answer is recorded before.</summary>
    public Task<IReadOnlyList<RechercheRow>> ClaimAsync(
        Database database, string etablissement, int most, TimeSpan lease, CancellationToken ct) => database.WriteAsync(async session =>
        {
            var now = time.GetUtcNow();
            var due = await session.QueryAsync<RechercheRow>(
                $"""
                SELECT * FROM recherche_etudiant
                WHERE etablissement = @etablissement AND etat = '{nameof(EtatRecherche.Demandee)}' AND prochaine_tentative <= @now
                ORDER BY prochaine_tentative LIMIT @most{database.SkipLocked}
                """,
                new { etablissement, now, most }, ct);
            if (due.Count > 0)
                await session.ExecuteAsync(
                    """
                    UPDATE recherche_etudiant SET tentatives = tentatives + 1, prochaine_tentative = @lease
                    WHERE etablissement = @etablissement AND cle IN @cles
                    """,
                    new { lease = now + lease, etablissement, cles = due.Select(r => r.Cle).ToArray() }, ct);
            return due;
        }, ct);

    /// <summary>Puts questions off; they keep the message that tells why.</summary>
    public Task PutOffAsync(Database database, string etablissement, IEnumerable<string> cles, DateTimeOffset next, string message,
        CancellationToken ct) =>
        database.ExecuteAsync(
            $"""
            UPDATE recherche_etudiant SET prochaine_tentative = @next, message = @message WHERE etablissement = @etablissement
            AND cle IN @cles AND etat = '{nameof(EtatRecherche.Demandee)}'
            """,
            new { next, message, etablissement, cles = cles.ToArray() }, ct);

    /// <summary>At the start of the only node: whatever was being asked was asked by a former life of it.</summary>
    public Task ResumeAsync(Database database, CancellationToken ct) =>
        database.ExecuteAsync($"UPDATE recherche_etudiant SET prochaine_tentative = @now WHERE etat = '{nameof(EtatRecherche.Demandee)}'",
            new { now = time.GetUtcNow() }, ct);
}
