using Parcoursup.Gateway.Domain.Nomenclatures;
using Parcoursup.Gateway.Domain.Valeurs;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>Apogée's department code, three characters: <c>035</c>, <c>02A</c>, <c>974</c>.</summary>
internal static class DepartementApogee
{
    /// <summary>From a department (<c>35</c>, <c>2A</c>, <c>974</c>), else from an INSEE commune (<c>35238</c>).</summary>
    public static string? Code(string? departement, string? commune, TablesNomenclature tables) =>
        tables.Code(TablesNomenclature.Departement, departement)
        ?? (Commune.Departement(departement) ?? Commune.Departement(Commune.DepartementDe(commune)))?.PadLeft(3, '0');
}
