using System.Globalization;

namespace Parcoursup.Gateway.Simulators.Exposition.Monde;

/// <summary>What a certification of this world is like; each is a trap that the real nomenclatures hold.</summary>
internal enum TraitCertification
{
    Ordinaire,

    /// <summary>Renewed, 1 ↔ 1: the data stand under the older code.</summary>
    Renovee,

    /// <summary>Renewed, but the link is told on one side only.</summary>
    RenoveeSansMiroir,

    /// <summary>Two newer codes: a split never counts.</summary>
    Scindee,

    /// <summary>It took the place of two: a merge never counts either.</summary>
    Fusionnee,

    /// <summary>Its older code is unknown to every table.</summary>
    AncienInconnu,

    /// <summary>Opened so late that nobody has left it.</summary>
    Recente,

    /// <summary>Two final years under one CFD.</summary>
    DeuxFinales,

    /// <summary>Its first year is common to it and the next one.</summary>
    PremiereAnneeCommune,

    /// <summary>The 4th character of its MEFSTAT11 is not the year of study.</summary>
    AnneeContredite,

    /// <summary>The MEFSTAT11 has a letter.</summary>
    AvecLettre,

    /// <summary>Data for one way only, the other one.</summary>
    MixteInverse,
}

/// <param name="Rang">Number in this world.</param>
/// <param name="Type">As LIBFORMATION begins.</param>
/// <param name="Superieur">Known by SISE.</param>
internal sealed record CertificationMonde(int Rang, string Type, string Libelle, bool Superieur, int Duree, TraitCertification Trait)
{
    public string Cfd { get; } = Superieur ? $"5{Rang:0000000}" : $"4{Rang:0000000}";
    public string? CfdAncien => Trait is TraitCertification.Renovee or TraitCertification.RenoveeSansMiroir ? $"3{Rang:0000000}" : null;
    public string Sise { get; } = $"25{Rang:00000}";

    /// <summary>Of some of higher education: the code that the data still stand under; certifinfo alone links them.</summary>
    public string? SiseAncien { get; } = Superieur && Rang % 12 == 0 ? $"24{Rang:00000}" : null;

    public string Rncp { get; } = $"RNCP{10_000 + Rang}";
    public string Ideo { get; } = $"FOR.{1_000 + Rang}";
    public string Rco { get; } = $"{Rang:00000}_RCO";
    public string Dispositif { get; } = Duree == 3 ? "247" : Duree == 2 ? "220" : "253";

    public DateOnly Ouverture => new(Trait == TraitCertification.Recente ? 2024 : 2009 + (Rang % 8), 9, 1);

    /// <summary>N_MEF's own code of a year.</summary>
    public string Mef(int annee) => string.Create(CultureInfo.InvariantCulture, $"{Dispositif}{Rang:00000}{annee:00}");

    /// <summary>The code of a year in the statistics.</summary>
    public string MefStat(int annee, int variante = 0)
    {
        var chiffre = Trait != TraitCertification.AnneeContredite ? annee : annee == 1 ? 2 : 1;
        var fin = Trait == TraitCertification.AvecLettre ? "A" : $"{annee}";
        return string.Create(CultureInfo.InvariantCulture, $"{Dispositif}{chiffre}{Rang:00000}{variante}{fin}");
    }

    public string MefStatFinal => MefStat(Duree);
}

/// <summary>The certifications, in the catalogue's proportions.</summary>
internal static class Certifications
{
    private static readonly (string Type, bool Superieur, int Duree, int Poids)[] Types =
    [
        ("BTS", false, 2, 34), ("CAP", false, 2, 4), ("BTSA", false, 2, 5), ("Mention complémentaire", false, 1, 3),
        ("Licence", true, 3, 22), ("BUT", true, 3, 10), ("Licence professionnelle", true, 1, 6), ("DN MADE", true, 3, 4),
        ("Formation d'ingénieur", true, 5, 6), ("Diplôme d'État", true, 3, 6),
    ];

    private static readonly (TraitCertification Trait, int PourMille)[] Traits =
    [
        (TraitCertification.Renovee, 90), (TraitCertification.RenoveeSansMiroir, 10), (TraitCertification.Scindee, 30),
        (TraitCertification.Fusionnee, 20),
        (TraitCertification.AncienInconnu, 20), (TraitCertification.Recente, 60), (TraitCertification.DeuxFinales, 30),
        (TraitCertification.PremiereAnneeCommune, 40), (TraitCertification.AnneeContredite, 160), (TraitCertification.AvecLettre, 20),
        (TraitCertification.MixteInverse, 60),
    ];

    public static IReadOnlyList<CertificationMonde> Tirer(Random random, int lignes)
    {
        var nombre = Math.Max(Types.Sum(t => t.Poids), lignes / 30);
        var certifications = new List<CertificationMonde>(nombre);
        for (var rang = 1; rang <= nombre; rang++)
        {
            var (type, superieur, duree, _) = Tirage(random);
            var trait = superieur ? TraitCertification.Ordinaire : Trait(random.Next(1000));
            certifications.Add(new CertificationMonde(rang, type, $"{type} - Spécialité {rang}", superieur, duree, trait));
        }

        return certifications;
    }

    private static (string Type, bool Superieur, int Duree, int Poids) Tirage(Random random)
    {
        var reste = random.Next(Types.Sum(t => t.Poids));
        return Types.First(t => (reste -= t.Poids) < 0);
    }

    private static TraitCertification Trait(int tirage) =>
        Traits.FirstOrDefault(t => (tirage -= t.PourMille) < 0) is { PourMille: > 0 } trait ? trait.Trait : TraitCertification.Ordinaire;
}
