using System.Globalization;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Engine.State.Candidats;

/// <summary>
/// The door by which the source's candidates come in: whoever was erased, or whose session is closed, is not taken, and that is said
/// (rule J5).
/// </summary>
public sealed class Arrivees(
    PersonnesEffacees erased, ConfigurationDirectory directory, EvenementBook events, TacheBook tasks, ISource source)
{
    /// <summary>Those of whom the source tells, as they are known, to record into.</summary>
    public async Task<CandidatSet> LoadAsync(
        WriteSession session, string etablissement, IEnumerable<CandidatKey> keys, CancellationToken ct)
    {
        var all = keys.Distinct().ToList();
        var book = await CandidatSet.LoadAsync(session, etablissement, all, ct);
        var tombs = await erased.OfAsync(session, etablissement, ct);
        book.Shut(all.Where(key => directory.Current.Close(key.Session) is not null
            || (tombs.Count > 0 && tombs.ContainsKey(erased.EmpreinteDe(etablissement, key)))));
        return book;
    }

    /// <summary>Writes what was recorded, tells it, and says whom the door kept out.</summary>
    public async Task SaveAsync(WriteSession session, string etablissement, CandidatSet book, CancellationToken ct)
    {
        await book.SaveAsync(session, ct);
        await events.AppendAsync(session, etablissement, book.Events, ct);
        if (book.Refused.Count == 0) return;
        var tombs = await erased.OfAsync(session, etablissement, ct);
        foreach (var key in book.Refused)
            if (tombs.GetValueOrDefault(erased.EmpreinteDe(etablissement, key)) is { } tomb)
                await TellErasedAsync(session, etablissement, tomb, ct);
            else if (directory.Current.Close(key.Session) is { } close)
                await tasks.AddAsync(session, etablissement, TypeTache.CampagneClose, $"session {key.Session}",
                    $"{source.Nom} transmet encore des candidats : {close.Refus} Ils ne sont pas enregistrés. Il n'y a rien à faire ici, "
                    + "sinon demander à la source de ne plus les transmettre.", ct);
    }

    // Its number, and nothing that names anybody.
    private Task TellErasedAsync(WriteSession session, string etablissement, PersonneEffacee tomb, CancellationToken ct) =>
        tasks.AddAsync(session, etablissement, TypeTache.PersonneEffacee,
            string.Create(CultureInfo.InvariantCulture, $"effacement {tomb.Id}"),
            string.Create(CultureInfo.InvariantCulture,
                $"{source.Nom} transmet de nouveau une personne effacée le {tomb.EffaceeLe:dd/MM/yyyy} (effacement {tomb.Id}) : elle n'est "
                + $"pas enregistrée. Si elle est de nouveau candidate, l'admettre : parcoursup-gateway personne readmettre {tomb.Id} "
                + $"--auteur NOM, ")
            + "puis demander une récupération complète ; sinon il n'y a rien à faire.", ct);
}
