using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.Conservation;

/// <summary>What the erasure of a person did, or would do.</summary>
/// <param name="Refus">Why nothing was done, in French; else null.</param>
/// <param name="Fichiers">Published files that may name him and that nobody can change: whoever reads them has a copy.</param>
public sealed record RapportPersonne(bool Essai, Bilan Bilan, IReadOnlyList<string> Fichiers, string? Refus = null);

/// <summary>Erases one person (rule J5), and keeps a fingerprint so that the source does not bring him back unsaid.</summary>
// Nine parameters: her rows, her part of raw messages, of pieces and of files, what remembers that she was erased, and the time.
internal sealed class PersonneEffacement(
    Database database, PlanEffacement plan, MessagesPersonne messages, IEnumerable<IPlacePersonne> places, PassageRunner files,
    PassageBook passages, Registre registre, Effaces erased, TimeProvider time)
{
    private const string RawMessages = "messages bruts";

    public async Task<RapportPersonne> EssaiAsync(IReadOnlyList<PersonneConnue> personnes, CancellationToken ct)
    {
        var bilan = new Bilan();
        foreach (var personne in personnes)
        {
            foreach (var etape in await plan.PersonneAsync(null, personne.Valeurs, ct))
                bilan.Ajouter(
                    personne.Etablissement, etape.Table.Genre, await database.ScalarAsync<long>(etape.Compter, etape.Valeurs, ct));
            if (personne.Dossier != 0)
                foreach (var place in places)
                    bilan.Ajouter(personne.Etablissement, place.Genre,
                        await place.CompterAsync(personne.Etablissement, personne.Key, ct));
            bilan.Ajouter(personne.Etablissement, RawMessages,
                (await messages.TrouverAsync(personne.Etablissement, new QuiPersonne(personne), ct)).Count);
        }

        return new(Essai: true, bilan, await FichiersAsync(personnes, ct));
    }

    public async Task<RapportPersonne> EffacerAsync(IReadOnlyList<PersonneConnue> personnes, string auteur, CancellationToken ct)
    {
        foreach (var personne in personnes)
            if (await UnderWayAsync(personne, ct) is { } refus) return new(Essai: false, new Bilan(), [], refus);

        var bilan = new Bilan();
        foreach (var personne in personnes) await EffacerAsync(personne, bilan, auteur, ct);
        await database.OublierAsync(ct);
        return new(Essai: false, bilan, await FichiersAsync(personnes, ct));
    }

    private async Task EffacerAsync(PersonneConnue personne, Bilan all, string auteur, CancellationToken ct)
    {
        var bilan = new Bilan();
        await registre.NoterAsync(
            ActeConservation.Personne, personne.Session == 0 ? null : personne.Session, personne.Etablissement,
            erased.EmpreinteDe(personne), auteur, ct);
        var passage = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, personne.Etablissement, ct);
            if (personne.Dossier != 0) await erased.NoterAsync(session, personne, ct);
            foreach (var etape in await plan.PersonneAsync(session, personne.Valeurs, ct))
                bilan.Ajouter(personne.Etablissement, etape.Table.Genre,
                    await session.ExecuteAsync($"DELETE FROM {etape.Table.Nom} WHERE {etape.Ou}", etape.Valeurs, ct));
            if (personne.Dossier != 0)
                foreach (var place in places)
                    bilan.Ajouter(personne.Etablissement, place.Genre,
                        await place.EffacerAsync(session, personne.Etablissement, personne.Key, ct));
            return await passages.DemanderAsync(session, ActeConservation.Personne, null, personne.Etablissement, auteur, ct);
        }, ct);
        bilan.Ajouter(personne.Etablissement, RawMessages,
            await messages.ViderAsync(personne.Etablissement, DateTimeOffset.MinValue, new QuiPersonne(personne), ct));
        if (await passages.TakeAsync(passage, ct) is not null)
            await database.WriteAsync(session => passages.EndAsync(session, passage, bilan, null, ct), ct);
        foreach (var ligne in bilan.Liste) all.Ajouter(ligne.Etablissement, ligne.Genre, ligne.Nombre);
    }

    // Who works on him now would write him anew, or take away what we read.
    private async Task<string?> UnderWayAsync(PersonneConnue personne, CancellationToken ct)
    {
        var sending = await database.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM livraison WHERE etablissement = @code AND (sujet = @sujet OR sujet LIKE @sous)
              AND etat = '{nameof(EtatLivraison.EnCours)}'
            """,
            personne.Valeurs, ct);
        // One that a kill has ended says so by its time alone.
        var loading = await database.ScalarAsync<long>(
            "SELECT COUNT(*) FROM chargement_en_cours WHERE etablissement = @code AND jusqua > @now",
            new { code = personne.Etablissement, now = time.GetUtcNow() }, ct);
        return sending + loading == 0 ? null
            : $"{personne.Etablissement} : un envoi ou un chargement est en cours ; rien n'a été effacé, recommencer dans une minute.";
    }

    private async Task<IReadOnlyList<string>> FichiersAsync(IReadOnlyList<PersonneConnue> personnes, CancellationToken ct)
    {
        var all = new List<string>();
        foreach (var personne in personnes.Where(p => p.Dossier != 0))
            all.AddRange(await files.TousFichiersAsync(personne.Session, personne.Etablissement, ct));
        return all;
    }
}

/// <summary>The fingerprints of the erased.</summary>
internal sealed class Effaces(Empreintes empreintes, PersonnesEffacees book)
{
    public string EmpreinteDe(PersonneConnue personne) => personne.Dossier != 0
        ? book.EmpreinteDe(personne.Etablissement, personne.Key) : EmpreinteIne(personne.Etablissement, personne.Ine ?? "");

    public string EmpreinteIne(string etablissement, string ine) => empreintes.De($"{etablissement}\nine\n{ine}");

    public Task NoterAsync(WriteSession session, PersonneConnue personne, CancellationToken ct) =>
        NoterAsync(session, personne.Etablissement, EmpreinteDe(personne), ct);

    public Task NoterAsync(WriteSession session, string etablissement, string empreinte, CancellationToken ct) =>
        book.NoterAsync(session, etablissement, empreinte, ct);
}
