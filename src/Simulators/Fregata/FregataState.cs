using System.Text.Json.Nodes;
using Parcoursup.Gateway.Simulators.Hosting;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>
/// Everything that this Fregata holds: the space of the imported candidates, apart from it the registered apprenants, the
/// follow-up and the reports.
/// </summary>
internal sealed class FregataState(FregataOptions options, Anomalies anomalies)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, JsonObject> _importes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Apprenant> _apprenants = new(StringComparer.Ordinal);
    private readonly List<string> _messages = [];
    private readonly SortedDictionary<int, JsonObject> _rapports = [];
    private JsonArray _suivi = [];

    public void Message(string message)
    {
        lock (_lock)
            _messages.Add(message);
    }

    /// <summary>Takes dossiers as the gateway gives them, which is what Fregata then shows.</summary>
    public void Recevoir(IEnumerable<JsonObject> dossiers)
    {
        lock (_lock)
        {
            foreach (var dossier in dossiers)
            {
                if (JsonBody.Field(dossier, "id") is not { } id)
                    continue;

                _importes[id] = (JsonObject)dossier.DeepClone();
                if (_apprenants.TryGetValue(id, out var apprenant))
                    Mettre(id, apprenant, dossier);
            }
        }
    }

    public JsonObject? Importe(string id)
    {
        lock (_lock)
            return _importes.GetValueOrDefault(id);
    }

    /// <summary>Registers what was processed, with what Fregata completed and corrected.</summary>
    public void Enregistrer(TraitementFregata traitement)
    {
        lock (_lock)
        {
            var apprenant = new Apprenant((JsonObject)_importes[traitement.Id]["apprenant"]!.DeepClone())
            {
                Division = traitement.Division,
                Regime = traitement.Regime ?? _importes[traitement.Id]["formation"]?["regime"]?.GetValue<string>(),
            };
            foreach (var (champ, valeur) in traitement.Corrections ?? new Dictionary<string, string>())
                apprenant.Donnees[champ] = valeur;
            _apprenants[traitement.Id] = apprenant;
        }
    }

    /// <summary>Gives an INA to those registered without any number; how many.</summary>
    public int Immatriculer(Func<int, string> numero)
    {
        lock (_lock)
        {
            var sans = _apprenants.Values.Where(a => a.Immatricule is null).ToList();
            foreach (var apprenant in sans)
                apprenant.Ina = numero(apprenant.Donnees["codeCandidat"]!.GetValue<int>());
            return sans.Count;
        }
    }

    /// <summary>INE or INA; null when the apprenant is unknown or not immatriculé.</summary>
    public string? Immatricule(string id)
    {
        lock (_lock)
            return _apprenants.GetValueOrDefault(id)?.Immatricule;
    }

    /// <summary>Keeps a report, and what it says of each inscription.</summary>
    public void Rapporter(JsonObject rapport, IEnumerable<LigneRapport> lignes, bool annulation)
    {
        lock (_lock)
        {
            if (JsonBody.Number(rapport, "id") is { } id)
                _rapports[id] = (JsonObject)rapport.DeepClone();
            foreach (var ligne in lignes)
            {
                // A refusal by Parcoursup leaves the inscription what it is in Fregata.
                if (_apprenants.TryGetValue(ligne.Id, out var apprenant) && (ligne.Resultat != "Refuse" || ligne.Champ == "parcoursup"))
                    apprenant.Conclure(annulation, ligne.Resultat);
            }
        }
    }

    public void Suivre(JsonArray suivi)
    {
        lock (_lock)
            _suivi = (JsonArray)suivi.DeepClone();
    }

    public JsonObject Describe()
    {
        lock (_lock)
        {
            return new JsonObject
            {
                ["importes"] = new JsonArray([.. _importes.Values.Select(d => d.DeepClone())]),
                ["apprenants"] = new JsonArray([.. _apprenants.Select(a => a.Value.Describe(a.Key))]),
                ["suivi"] = _suivi.DeepClone(),
                ["rapports"] = new JsonArray([.. _rapports.Values.Select(r => r.DeepClone())]),
                ["messages"] = new JsonArray([.. _messages.Select(m => (JsonNode)m)]),
                ["anomalies"] = anomalies.Describe(),
            };
        }
    }

    /// <summary>Rule G3: what Fregata holds of a processed dossier is not overwritten where it is protected.</summary>
    private void Mettre(string id, Apprenant apprenant, JsonObject dossier)
    {
        if (dossier["apprenant"] is not JsonObject recu)
            return;

        foreach (var champ in options.ChampsProteges.Where(c => JsonBody.Field(recu, c) != JsonBody.Field(apprenant.Donnees, c)))
            anomalies.Noter($"{id} : le champ protégé « {champ} » a été écrasé");
        apprenant.Donnees = (JsonObject)recu.DeepClone();
        apprenant.Differences = dossier["differences"]?.DeepClone() as JsonArray ?? [];
        apprenant.Desistement = JsonBody.Field(dossier, "desistement") is not null;
    }

    private sealed class Apprenant(JsonObject donnees)
    {
        private bool _valide;

        public JsonObject Donnees { get; set; } = donnees;

        public string? Division { get; init; }

        public string? Regime { get; init; }

        public string? Ina { get; set; }

        public string Etat { get; private set; } = "Inscrit";

        public string? Parcoursup { get; private set; }

        public JsonArray Differences { get; set; } = [];

        public bool Desistement { get; set; }

        public string? Immatricule => JsonBody.Field(Donnees, "ine") ?? Ina;

        /// <summary>Of one that was never validated Parcoursup has nothing to know.</summary>
        public void Conclure(bool annulation, string resultat)
        {
            _valide |= !annulation;
            if (_valide)
                Parcoursup = resultat;
            Etat = annulation ? "Annule" : "Valide";
        }

        public JsonNode Describe(string id) => new JsonObject
        {
            ["id"] = id, ["etat"] = Etat, ["division"] = Division, ["regime"] = Regime, ["ina"] = Ina, ["parcoursup"] = Parcoursup,
            ["donnees"] = Donnees.DeepClone(), ["differences"] = Differences.DeepClone(), ["desistement"] = Desistement,
        };
    }
}
