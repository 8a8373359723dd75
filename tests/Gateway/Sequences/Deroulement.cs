using Parcoursup.Gateway.Engine.State.Recuperations;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>Drives one sequence through the gateway and the model side by side, and compares them. Null when they agree.</summary>
internal sealed class Deroulement
{
    private static readonly Dictionary<int, (string Oui, string OuiSi)> Formations = new()
    {
        [8841] = ("V1", "V9"), [8842] = ("V2", "V9"), [8843] = ("V3", ""),
    };

    private readonly Passerelle _passerelle;
    private readonly HorlogeMachine _machine;
    private readonly Attribution _envois;
    private readonly Modele _modele = new(Formations);
    private readonly Monde _monde = new();
    private readonly Queue<(RecuperationRow Pull, Liste Liste, DateTimeOffset Parti, DateTimeOffset Metier)> _enRoute = [];
    private readonly IReadOnlyList<Noeud> _noeuds;
    private TimeSpan _decalage;

    private Deroulement(IReadOnlyList<Noeud> noeuds, HorlogeMachine machine, string code)
    {
        (_noeuds, _machine, _passerelle) = (noeuds, machine, new Passerelle(noeuds, code));
        _envois = new Attribution(noeuds, machine, _modele);
    }

    private DateTimeOffset Machine => _machine.GetUtcNow();

    private DateTimeOffset Metier => (Machine + _decalage).ToOffset(TimeSpan.FromHours(2));

    private DateOnly Jour => DateOnly.FromDateTime(Metier.DateTime);

    /// <summary>What differs at the first step where something does, or at rest.</summary>
    public static async Task<string?> JugerAsync(
        IReadOnlyList<Noeud> noeuds, HorlogeMachine machine, string code, IReadOnlyList<Operation> sequence, bool rejouer)
    {
        var run = new Deroulement(noeuds, machine, code);
        await run._passerelle.CreerAsync(Formations);
        await run.PasserAAsync(new DateTimeOffset(2026, 6, 10, 9, 0, 0, TimeSpan.FromHours(2)));
        try
        {
            foreach (var operation in sequence)
            {
                run.Avancer(TimeSpan.FromSeconds(1));
                if ((await run.FaireAsync(operation) ?? run._envois.Ecart) is { } ecart) return $"{operation} : {ecart}";
            }

            return await run.AuReposAsync() ?? run._envois.Ecart ?? (rejouer ? await run.RejouerAsync() : null);
        }
        finally
        {
            foreach (var noeud in noeuds) await run._envois.RedemarrerAsync(noeud, enOrdre: false);
            await run._passerelle.SupprimerAsync();
        }
    }

    private async Task<string?> FaireAsync(Operation operation)
    {
        switch (operation)
        {
            case Operation.Pousser push:
                if (push.DansLaListe) _monde.Prendre(push.Enonce);
                _modele.Pousser(push.Enonce, Machine, Metier.DateTime);
                await _passerelle.PousserAsync(push.Enonce, Machine);
                return null;
            case Operation.ChangerLaListe change:
                _monde.Prendre(change.Enonce);
                return null;
            case Operation.Recuperer pull:
                await RecupererAsync(pull);
                return null;
            case Operation.Repondre:
                await RepondreAsync();
                return null;
            case Operation.Appliquer apply:
                await AppliquerAsync(apply.Noeud);
                return null;
            case Operation.Evaluer evaluate:
                await EvaluerAsync(evaluate);
                return null;
            case Operation.Resultat result:
                _modele.Resultat(result.Dossier, result.Issue, result.Jour);
                await _passerelle.ResultatAsync(result, Machine);
                return null;
            case Operation.Correspondre mapping:
                _modele.Correspondre(mapping.Formation, mapping.Oui, mapping.OuiSi);
                await _passerelle.CorrespondreAsync(0, mapping.Formation, (mapping.Oui, mapping.OuiSi));
                return null;
            case Operation.PasserHeures hours:
                // A simulated clock jumps: what was received before belongs to the time before.
                await AppliquerAsync(0);
                await PasserAAsync(Metier + TimeSpan.FromHours(hours.Heures));
                return null;
            case Operation.PasserSecondes seconds:
                Avancer(TimeSpan.FromSeconds(seconds.Secondes));
                return null;
            case Operation.ReglerGarde guard:
                return await ReglerAsync(guard);
            case Operation.Livrer deliver:
                await _envois.LivrerAsync(_passerelle.Noeud(deliver.Noeud), _passerelle.Code, deliver);
                return null;
            case Operation.Relacher release:
                await _envois.RelacherAsync(_passerelle.Noeud(release.Noeud));
                return null;
            case Operation.Reprendre recover:
                await _envois.ReprendreAsync(_passerelle.Noeud(recover.Noeud));
                return null;
            case Operation.Redemarrer restart:
                await _envois.RedemarrerAsync(_passerelle.Noeud(restart.Noeud), restart.EnOrdre);
                return null;
            default:
                throw new InvalidOperationException($"Unknown operation {operation}.");
        }
    }

    private void Avancer(TimeSpan duree)
    {
        _machine.Avancer(duree);
        _envois.Destination.Rattraper();
    }

    private async Task PasserAAsync(DateTimeOffset metier)
    {
        _decalage = metier - Machine;
        await _noeuds[0].ReglerAsync(metier);
        foreach (var noeud in _noeuds.Skip(1)) await noeud.LireHorlogeAsync();
    }

    // One pull after the other for an établissement: another one leaves when the answers of the former have come.
    private async Task RecupererAsync(Operation.Recuperer? pull)
    {
        if (_enRoute.Count > 0) return;
        if (pull is { Tout: true }) await _passerelle.DemanderAsync(0);
        if (pull is { Dossier: > 0 }) await _passerelle.DemanderAsync(pull.Dossier);
        foreach (var row in await _passerelle.PartirAsync())
        {
            if (row.CodeCandidat is { } dossier) _modele.Verifier(dossier);
            _enRoute.Enqueue((row, _monde.Repondre(row.CodeCandidat ?? 0, pull), Machine, Metier));
        }
    }

    private async Task RepondreAsync()
    {
        while (_enRoute.TryDequeue(out var answer))
        {
            _modele.Repondre(answer.Liste, answer.Parti, answer.Metier);
            await _passerelle.RecevoirAsync(answer.Pull, answer.Liste, Machine);
        }
    }

    private async Task AppliquerAsync(int noeud)
    {
        _modele.Appliquer();
        await _passerelle.AppliquerAsync(noeud);
    }

    private async Task EvaluerAsync(Operation.Evaluer evaluate)
    {
        _modele.Evaluer(Jour);
        if (evaluate.Pendant is not { } mapping)
        {
            await _passerelle.EvaluerAsync(evaluate.Noeud);
            return;
        }

        // Where the evaluation holds a lock the change waits for its end, wherever it was asked for.
        var change = Task.CompletedTask;
        var noeud = _passerelle.Noeud(evaluate.Noeud);
        noeud.Pause.Pendant = async () =>
        {
            noeud.Pause.Pendant = null;
            change = _passerelle.CorrespondreAsync(1 - evaluate.Noeud, mapping.Formation, (mapping.Oui, mapping.OuiSi));
            await Task.WhenAny(change, Task.Delay(TimeSpan.FromMilliseconds(20)));
        };
        await _passerelle.EvaluerAsync(evaluate.Noeud);
        if (noeud.Pause.Pendant is not null)
        {
            // There was nobody to evaluate.
            noeud.Pause.Pendant = null;
            change = _passerelle.CorrespondreAsync(1 - evaluate.Noeud, mapping.Formation, (mapping.Oui, mapping.OuiSi));
        }

        await change;
        _modele.Correspondre(mapping.Formation, mapping.Oui, mapping.OuiSi);
    }

    private async Task<string?> ReglerAsync(Operation.ReglerGarde guard)
    {
        if (await ComparerGardesAsync() is { } ecart) return ecart;
        var open = await _passerelle.GardesAsync();
        if (open.Count == 0) return null;
        _modele.ReglerGarde(guard.Rang, guard.Confirmer);
        await _passerelle.ReglerAsync(open[guard.Rang % open.Count].Id, guard.Confirmer);
        return null;
    }

    private async Task<string?> ComparerGardesAsync()
    {
        var (wanted, found) = (string.Join(' ', _modele.GardesOuvertes), string.Join(' ', (await _passerelle.GardesAsync()).Select(g => g.Nom)));
        return wanted == found ? null : $"gardes ouvertes : le modèle veut « {wanted} », la passerelle a « {found} »";
    }

    // Nothing more happens from outside: the gateway ends what it has to do, and everything must be as the model says.
    private async Task<string?> AuReposAsync()
    {
        var rest = "";
        for (var round = 0; round < 15; round++)
        {
            foreach (var noeud in _noeuds) await _envois.RelacherAsync(noeud);
            Avancer(TimeSpan.FromSeconds(30));
            await _envois.ReprendreAsync(_noeuds[0]);
            await RepondreAsync();
            await AppliquerAsync(0);
            await RecupererAsync(null);
            await RepondreAsync();
            await AppliquerAsync(1);
            await EvaluerAsync(new(0));
            if (round > 0) await _passerelle.RelancerAsync();
            for (var noeud = 0; noeud < 2; noeud++) await _envois.LivrerAsync(_passerelle.Noeud(noeud), _passerelle.Code, null);
            rest = await _passerelle.ResteAsync();
            if (rest.Length == 0) break;
        }

        if (rest.Length > 0) return $"la passerelle n'est pas au repos : {rest}";
        if (await ComparerGardesAsync() is { } ecart) return ecart;
        if (_modele.Dossiers.FirstOrDefault(d => d.Value.AVerifier) is { Value: not null } unlooked)
            return $"C8 : le dossier {unlooked.Key} a accepté définitivement et ses autres vœux n'ont pas été vérifiés";
        if (Differer() is { } difference) return difference;

        // Rule C5: deciding everything again changes nothing.
        var calls = _envois.Appels;
        await _passerelle.ToutMarquerAsync();
        await EvaluerAsync(new(1));
        await _envois.LivrerAsync(_noeuds[0], _passerelle.Code, null);
        return _envois.Appels == calls ? Differer() : "C5 : recalculer, sans que rien ait changé, a fait partir un envoi";
    }

    private string? Differer()
    {
        foreach (var (number, dossier) in _modele.Dossiers)
        {
            var (wanted, held) = (dossier.Composer()?.ToString(), _envois.Destination.Tenu.GetValueOrDefault(number));
            if (wanted != held) return $"dossier {number} : le modèle veut « {wanted ?? "rien"} », Apogée tient « {held ?? "rien"} »";
        }

        return null;
    }

    // What came in, and what persons did, give all of it again.
    private async Task<string?> RejouerAsync()
    {
        await _noeuds[0].LireHorlogeAsync();
        var (_, ecarts) = await Rejouer.AilleursAsync(_noeuds[0].Services);
        return ecarts.Count == 0 ? null : "rejeu : " + string.Join(" ; ", ecarts);
    }
}
