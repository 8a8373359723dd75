using Parcoursup.Gateway.Domain.Candidats;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Nomenclatures;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>What the parts of one mapping share: the candidate, the tables, and what is to be told.</summary>
internal sealed class MappingContext(Candidat candidat, TablesNomenclature tables)
{
    private readonly List<Reserve> _reserves = [];
    private readonly List<string> _avertissements = [];

    public Candidat Candidat => candidat;
    public TablesNomenclature Tables => tables;
    public Corrections Corrections { get; } = new();
    public IReadOnlyList<Reserve> Reserves => _reserves;
    public IReadOnlyList<string> Avertissements => _avertissements;

    public void Warn(string message) => _avertissements.Add(message);

    /// <summary>A hold on a required value that Apogée could not store; an unreadable one says so.</summary>
    public void Require(string champ, string libelle, object? value)
    {
        if (value is not null) return;
        var defaut = candidat.Defauts.FirstOrDefault(d => string.Equals(d.Champ, champ, StringComparison.OrdinalIgnoreCase));
        var cause = defaut is null ? "" : $" La valeur reçue est inutilisable : {defaut.Message}";
        _reserves.Add(new Reserve($"candidat.{champ}",
            $"{libelle} manque ou ne contient aucun caractère admis par Apogée, qui l'exige : corriger le dossier dans Parcoursup puis "
            + $"relancer la récupération.{cause}"));
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
        var code = PaysApogee.Code(value, tables);
        if (code is null && !string.IsNullOrWhiteSpace(value))
            Warn(
                $"{champ} : le pays « {value} » est inconnu et n'est pas transmis ; l'ajouter à la nomenclature « "
                + $"{TablesNomenclature.Pays} ».");
        return code;
    }
}
