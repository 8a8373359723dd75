using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Modele;

/// <summary>
/// One random sequence of what happens to a gateway of two nodes: answers that are pushed late and in any order, pulls in flight,
/// results, mappings, guards, calls of unknown outcome and lost leases. It keeps what Apogée holds, and tells the rules what arrived.
/// </summary>
internal sealed class Sequence(int graine, Noeud[] noeuds, Horloge horloge)
{
    private static readonly int[] Candidats = [17, 18, 19];
    private static readonly int[] Formations = [8842, 8843, 8844];
    private static readonly string[] Vets = ["V1", "V2", "V3"];

    private readonly Random _hasard = new(graine);
    private readonly string _code = $"modele-{graine}";
    private readonly string _uai = string.Create(CultureInfo.InvariantCulture, $"{graine % 10_000_000:D7}{"ABCDEFGHJKLMNPRSTUVWXYZ"[graine % 10_000_000 % 23]}");
    private readonly StringBuilder _recit = new();
    private readonly Regles _regles = new();

    // Parcoursup: what it would say now, what it has said and not brought yet, and the pulls that have left.
    private readonly Dictionary<(int, int), Dit> _psup = [];
    private readonly List<Dit> _enRoute = [];
    private readonly List<(long Id, DateTime Partie, IReadOnlyList<Dit> Liste)> _recuperations = [];

    // Apogée: OPI number → VETs with their decisions, and the birth date.
    private readonly Dictionary<string, (Dictionary<string, string> Vets, string Naissance)> _apogee = [];

    // Calls that have arrived, whose end their node has not told yet.
    private readonly List<(Noeud Noeud, RenderedOpi.Ready Opi)> _arrives = [];
    private JsonObject _document = new();

    /// <summary>The établissement of the sequence.</summary>
    public string Code => _code;

    public string Recit => _recit.ToString();

    private DateTime Local => Paris.At(horloge.GetUtcNow()).DateTime;
    private Noeud UnNoeud => noeuds[_hasard.Next(noeuds.Length)];

    public async Task JouerAsync(int pas)
    {
        _document = TestDocument.Etablissement(_code, _uai, new Uri("http://127.0.0.1:9/"), new Uri("http://127.0.0.1:9/"));
        foreach (var sans in (string[])["push", "parcoursup"]) _document.Remove(sans);
        _document["regles"]!["gardeDecisionPourcent"] = 0;
        _document["regles"]!["gardeDecisionMinimum"] = 1;
        for (var i = 0; i < Formations.Length; i++) Viser(Formations[i], Vets[i]);
        await noeuds[0].ConfigurerAsync(_document, TestDocument.Campagne());
        for (var i = 0; i < pas; i++)
        {
            horloge.Advance(TimeSpan.FromMilliseconds(_hasard.Next(1, 5000)));
            await PasAsync();
        }

        await ReposerAsync();
        Comparer();
    }

    private Task PasAsync() => _hasard.Next(100) switch
    {
        < 22 => RepondreAsync(),
        < 32 => ApporterAsync(),
        < 37 => PartirAsync(),
        < 42 => RevenirAsync(),
        < 47 => ResultatAsync(),
        < 51 => CorrespondreAsync(),
        < 61 => DireAsync("applique", UnNoeud.AppliquerAsync(_code)),
        < 73 => DireAsync("évalue", UnNoeud.EvaluerAsync(_code)),
        < 82 => PrendreAsync(),
        < 92 => AppelerAsync(),
        < 95 => DireAsync("confirme les gardes", UnNoeud.ConfirmerGardesAsync(_code)),
        < 98 => PerdreAsync(),
        _ => AttendreAsync(),
    };

    // The candidate answers, or his identity is mended: the message leaves now and comes when it comes.
    private Task RepondreAsync()
    {
        var (candidat, formation) = (Un(Candidats), Un(Formations));
        var known = _psup.GetValueOrDefault((candidat, formation));
        var now = Local;
        var date = _hasard.Next(10) switch
        {
            < 6 => new DateTime(now.Year, now.Month, now.Day, now.Hour, now.Minute, 0),
            < 8 => known?.Reponse,
            8 => (DateTime?)null,
            _ => new DateTime(2062, 6, 5, 10, 0, 0),
        };
        var naissance = _hasard.Next(3) == 0 ? _hasard.Next(1, 28) : _psup.Values.FirstOrDefault(d => d.Candidat == candidat)?.Naissance ?? 1;
        foreach (var key in _psup.Keys.Where(k => k.Item1 == candidat).ToList()) _psup[key] = _psup[key] with { Naissance = naissance };
        var dit = new Dit(candidat, formation, _hasard.Next(6) switch { < 3 => 1, 3 => 2, 4 => 0, _ => 3 }, date, naissance);
        _psup[(candidat, formation)] = dit;
        _enRoute.Add(dit);
        return _hasard.Next(3) > 0 ? ApporterAsync() : Task.CompletedTask;
    }

    private async Task ApporterAsync()
    {
        if (_enRoute.Count == 0) return;
        // The last one most of the time, a late one now and then; what is brought may be brought again.
        var index = _hasard.Next(4) > 0 ? _enRoute.Count - 1 : _hasard.Next(_enRoute.Count);
        var dit = _enRoute[index];
        if (_hasard.Next(8) > 0) _enRoute.RemoveAt(index);
        Raconter($"push {dit}");
        await UnNoeud.JournaliserAsync(_code, _uai, "Push", Json(dit));
        _regles.Prendre(dit, Local, Local, recuperation: false);
    }

    private async Task PartirAsync()
    {
        if (_psup.Count == 0) return;
        var id = await UnNoeud.PartirAsync(_code, _uai);
        Raconter($"la récupération {id} part");
        _recuperations.Add((id, Local, [.. _psup.Values]));
    }

    private async Task RevenirAsync()
    {
        if (_recuperations.Count == 0) return;
        var index = _hasard.Next(_recuperations.Count);
        var (id, partie, liste) = _recuperations[index];
        _recuperations.RemoveAt(index);
        Raconter($"la récupération {id} revient");
        await UnNoeud.JournaliserAsync(_code, _uai, "Recuperation", new JsonArray([.. liste.Select(Json)]), id.ToString(CultureInfo.InvariantCulture));
        foreach (var dit in liste) _regles.Prendre(dit, partie, partie, recuperation: true);
    }

    private async Task ResultatAsync()
    {
        var (candidat, issue) = (Un(Candidats), Un<string>(["ADMIS", "REFUSE", "REFUSE", "RATTRAPAGE"]));
        var jour = new DateTime(2026, 7, _hasard.Next(5, 12));
        Raconter($"résultat {candidat} {issue} {jour:dd/MM}");
        await UnNoeud.JournaliserAsync(_code, _uai, "ResultatsBac", new JsonObject
        {
            ["session"] = 2026, ["codeCandidat"] = candidat, ["resultat"] = issue, ["date"] = jour.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
        _regles.Resultat(candidat, issue, jour);
    }

    private Task CorrespondreAsync()
    {
        var (formation, vet) = (Un(Formations), Un(Vets));
        Viser(formation, vet);
        return DireAsync($"formation {formation} → {vet}", UnNoeud.ConfigurerAsync(_document, TestDocument.Campagne()));
    }

    // A lane claims again when whatever it has claimed is settled.
    private Task PrendreAsync()
    {
        var noeud = UnNoeud;
        return noeud.EnMain.Count > 0 || _arrives.Exists(a => a.Noeud == noeud) ? Task.CompletedTask
            : DireAsync("prend", noeud.PrendreAsync(_code, _hasard.Next(1, 4)));
    }

    private async Task AppelerAsync()
    {
        var noeud = UnNoeud;
        if (_arrives.FindIndex(a => a.Noeud == noeud) is var late and >= 0 && _hasard.Next(2) == 0)
        {
            var opi = _arrives[late].Opi;
            _arrives.RemoveAt(late);
            await DireAsync($"dit que {opi.CodOpi} est pris", noeud.ConclureAsync(opi, new IssueEnvoi.Acquittee()));
            return;
        }

        if (noeud.EnMain.Count == 0) return;
        var sent = noeud.EnMain[0];
        noeud.EnMain.RemoveAt(0);
        // A lane does not call when it could not be done within its lease (and a call arrives within a second).
        if (sent.Row.BailJusqua <= horloge.GetUtcNow() + TimeSpan.FromSeconds(1)) return;
        switch (_hasard.Next(10))
        {
            case < 5:
                Ecrire(sent);
                await DireAsync($"envoie {sent.CodOpi}", noeud.ConclureAsync(sent, new IssueEnvoi.Acquittee()));
                break;
            case 5:
                Ecrire(sent);
                await DireAsync($"envoie {sent.CodOpi}, sans réponse", noeud.ConclureAsync(sent, new IssueEnvoi.Incertaine("Pas de réponse.")));
                break;
            case 6:
                await DireAsync($"envoie {sent.CodOpi}, perdu", noeud.ConclureAsync(sent, new IssueEnvoi.Incertaine("Pas de réponse.")));
                break;
            case 7:
                await DireAsync($"{sent.CodOpi} ne part pas", noeud.ConclureAsync(sent, new IssueEnvoi.NonEnvoyee("Refus de connexion.")));
                break;
            case 8:
                await DireAsync($"{sent.CodOpi} est refusée", noeud.ConclureAsync(sent, new IssueEnvoi.Refusee("x", "Non.", "Voir.")));
                break;
            default:
                Ecrire(sent);
                Raconter($"envoie {sent.CodOpi} et dort");
                _arrives.Add((noeud, sent));
                break;
        }
    }

    // Both sleep past their leases: whatever they hold is given back, and told too late.
    private async Task PerdreAsync()
    {
        horloge.Advance(TimeSpan.FromMinutes(1));
        await DireAsync("reprend les baux perdus", UnNoeud.ReprendreAsync());
        foreach (var noeud in noeuds) noeud.EnMain.Clear();
    }

    private Task AttendreAsync()
    {
        horloge.Advance(TimeSpan.FromHours(_hasard.Next(1, 100)));
        Raconter($"il est {Local:dd/MM HH:mm}");
        return Task.CompletedTask;
    }

    private async Task ReposerAsync()
    {
        Raconter("au repos");
        foreach (var (noeud, opi) in _arrives) await noeud.ConclureAsync(opi, new IssueEnvoi.Acquittee());
        _arrives.Clear();
        for (var tour = 0; tour < 30; tour++)
        {
            foreach (var noeud in noeuds) noeud.EnMain.Clear();
            horloge.Advance(TimeSpan.FromMinutes(20));
            var au = UnNoeud;
            await au.ReprendreAsync();
            horloge.Advance(TimeSpan.FromSeconds(10));
            await au.AppliquerAsync(_code);
            await au.EvaluerAsync(_code);
            await au.ConfirmerGardesAsync(_code);
            await au.EvaluerAsync(_code);
            await au.RelancerAsync(_code);
            await au.PrendreAsync(_code, 10);
            foreach (var opi in au.EnMain.ToList())
            {
                Ecrire(opi);
                await au.ConclureAsync(opi, new IssueEnvoi.Acquittee());
            }

            au.EnMain.Clear();
            if (await au.ResteAsync(_code) == 0) return;
        }

        Assert.Fail($"Graine {graine} : pas de repos.\n{Recit}");
    }

    private void Comparer()
    {
        foreach (var candidat in Candidats)
        {
            var offertes = _regles.Offertes(candidat, Local);
            var (vets, naissance) = _apogee.GetValueOrDefault(candidat.ToString(CultureInfo.InvariantCulture), ([], ""));
            var attendu = vets.Keys.Union(offertes).Order(StringComparer.Ordinal).Select(v => $"{v}={(offertes.Contains(v) ? "F" : "D")}");
            Egal(string.Join(' ', attendu), string.Join(' ', vets.OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={v.Value}")), candidat);
            if (vets.Count > 0) Egal($"{_regles.Naissance(candidat):D2}022008", naissance, candidat);
        }
    }

    private void Egal(string attendu, string trouve, int candidat) =>
        Assert.True(attendu == trouve, $"Graine {graine}, candidat {candidat} : attendu « {attendu} », trouvé « {trouve} ».\n{Recit}");

    // Apogée replaces what it had; a VET must never be left out (rule C2).
    private void Ecrire(RenderedOpi.Ready opi)
    {
        var vets = opi.Contenu.ReadVoeux()!.ToDictionary(v => v.CodEtp, v => v.CodDecVeu);
        if (_apogee.TryGetValue(opi.CodOpi, out var before))
            Assert.True(before.Vets.Keys.All(vets.ContainsKey), $"Graine {graine}, OPI {opi.CodOpi} : une VET est omise.\n{Recit}");
        _apogee[opi.CodOpi] = (vets, opi.Contenu.ReadIdentite()!.DateNaissance!);
        Raconter($"Apogée : {opi.CodOpi} {string.Join(' ', vets.Select(v => $"{v.Key}={v.Value}"))}");
    }

    private void Viser(int formation, string vet)
    {
        var line = _document["formations"]!.AsArray().Single(f => f!["codeFormationPsup"]!.GetValue<int>() == formation)!;
        line["oui"]!["codEtp"] = vet;
        _regles.Correspondance[formation] = vet;
    }

    private JsonObject Json(Dit dit)
    {
        var voeu = TestDocument.Voeu(dit.Candidat, dit.Formation, dit.Situation, reponse: dit.Reponse?.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture));
        voeu["dateNaissance"] = $"{dit.Naissance:D2}/02/2008";
        (voeu["codeEtablissement"], voeu["codeEtablissementAffectation"]) = (_uai, _uai);
        return voeu;
    }

    private T Un<T>(IReadOnlyList<T> parmi) => parmi[_hasard.Next(parmi.Count)];

    private Task DireAsync(string quoi, Task fait)
    {
        Raconter(quoi);
        return fait;
    }

    private void Raconter(string quoi) => _recit.Append(CultureInfo.InvariantCulture, $"{Local:dd/MM HH:mm:ss.fff} {quoi}\n");
}
