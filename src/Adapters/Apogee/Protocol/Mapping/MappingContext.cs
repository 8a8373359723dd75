using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What the parts of one mapping share: the judged candidate, the tables, and what is to be told.</summary>
internal sealed class MappingContext
{
    private readonly List<Reserve> _reserves = [];
    private readonly List<Avertissement> _avertissements;

    public MappingContext(CandidatJuge juge, TablesNomenclature tables)
    {
        (Candidat, Tables) = (juge.Candidat, tables);
        _avertissements = [.. juge.Avertissements];
        Corrections = new Corrections(juge.Modifications, Warn);
    }

    public Candidat Candidat { get; }
    public TablesNomenclature Tables { get; }
    public Corrections Corrections { get; }
    public IReadOnlyList<Reserve> Reserves => _reserves;
    public IReadOnlyList<Avertissement> Avertissements => _avertissements;

    public void Warn(string champ, string message) => _avertissements.Add(new Avertissement(champ, message));

    /// <summary>A value that a nomenclature has no code for.</summary>
    /// <param name="message">In French; where to add it is said after it.</param>
    public void WarnNoCode(string champ, string table, string valeur, string message) => _avertissements.Add(
        new Avertissement(champ, $"{message} ; l'ajouter à la nomenclature « {table} ».") { SansCode = new(table, valeur.Trim()) });

    /// <summary>A hold on a required value that Apogée could not store; an unreadable one says so.</summary>
    public void Require(string champ, string libelle, object? value)
    {
        if (value is not null) return;
        var defaut = Candidat.Defauts.FirstOrDefault(d => string.Equals(d.Champ, champ, StringComparison.OrdinalIgnoreCase));
        var cause = defaut is null ? $"{libelle} manque ou ne contient aucun caractère admis par Apogée, qui l'exige"
            : $"{libelle}, qu'Apogée exige, est inutilisable. {defaut.Message.TrimEnd('.')}";
        _reserves.Add(new Reserve($"candidat.{champ}",
            $"{cause} : corriger le dossier dans Parcoursup puis relancer la récupération."));
    }

    public void RequireNumber(string codOpiIntEpo)
    {
        if (string.IsNullOrWhiteSpace(codOpiIntEpo) || codOpiIntEpo.Length > 10)
            _reserves.Add(new Reserve("opi.prefixe",
                "Le numéro d'OPI doit compter de 1 à 10 caractères : raccourcir le préfixe des numéros d'OPI de l'établissement."));
    }

    /// <summary>A country's code; a value without code is a warning.</summary>
    public string? Country(string champ, string? value)
    {
        var code = PaysApogee.Code(value, Tables);
        if (code is null && !string.IsNullOrWhiteSpace(value))
            WarnNoCode(champ, TablesNomenclature.Pays, value, $"le pays {Cite.De(value)} est inconnu et n'est pas transmis");
        return code;
    }
}
