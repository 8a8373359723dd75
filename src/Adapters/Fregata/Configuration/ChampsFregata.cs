using Parcoursup.Gateway.Domain.Formations;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces.Pages;

namespace Parcoursup.Gateway.Adapters.Fregata.Configuration;

/// <summary>Fregata's fields in the form of a formation's mapping.</summary>
internal static class ChampsFregata
{
    public static readonly ChampsFormation Tous = new(Sis.Fregata, "Où elle mène dans Fregata",
    [
        Champ("mef", "MEF", c => c.Mef, (c, mef) => c with { Mef = mef }),
        Champ("libelleMef", "Libellé du MEF", c => c.LibelleMef, (c, libelle) => c with { LibelleMef = libelle }),
        Champ("regime", "Régime", c => c.Regime, (c, regime) => c with { Regime = regime }),
        Champ("regimeInternat", "Régime avec internat", c => c.RegimeInternat, (c, regime) => c with { RegimeInternat = regime }),
        Champ("division", "Division", c => c.Division, (c, division) => c with { Division = division }),
    ]);

    private static readonly CibleFregata Vide = new();

    private static ChampFormation Champ(
        string nom, string libelle, Func<CibleFregata, string?> lire, Func<CibleFregata, string?, CibleFregata> ecrire) => new(
        "fregata." + nom, libelle, mapping => mapping.Fregata is { } cible ? lire(cible) : null,
        (mapping, valeur) => ecrire(mapping.Fregata ?? Vide, valeur) is var cible && cible != Vide
            ? mapping with { Fregata = cible } : mapping with { Fregata = null });
}
