namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The default columns (contract §5, §7): the names of Apogée's fields, those of the two addresses and those
/// of the baccalauréat that other blocks have too with their block in front.
/// </summary>
public static class ColonnesParDefaut
{
    private const string Individu = """
        codOpiIntEpo codEtuOpi
        etatCivil.libNomPatIndOpi etatCivil.libNomUsuIndOpi etatCivil.libPr1IndOpi etatCivil.libPr2IndOpi etatCivil.libPr3IndOpi
        etatCivil.codNneIndOpi etatCivil.codSexEtuOpi
        donneesNaissance.dateNaiIndOpi donneesNaissance.temDateNaiRelOpi donneesNaissance.codPayNat donneesNaissance.codTypDepPayNai
        donneesNaissance.codDepPayNai donneesNaissance.codComNaiEtuOpi donneesNaissance.libVilNaiEtuOpi
        donneesPersonnelles.adrMailOpi donneesPersonnelles.numTelPorOpi donneesPersonnelles.codRgi donneesPersonnelles.codStu
        """;

    private const string Adresse = "codPay codBdi codCom lib1 lib2 lib3 libAde numTel";
    private const string Bac =
        "codBac daaObtBacOba codMention codTpe codEtb codDep codSpe1BacTer codSpe2BacTer codSpeBacPre codOpt1Bac codOpt2Bac codOpt3Bac "
        + "codOpt4Bac";
    private const string Voeu = "codCge codEtp codVrsVet codDip codVrsVdi numCls codDecVeu codDemDos temValPsd codCatOuiSi mtfCat";

    public static IReadOnlyList<ColonneFichier> Toutes { get; } =
    [
        .. Columns("individu", Individu, p => p[(p.LastIndexOf('.') + 1)..]),
        .. Columns("adresseFixe", Adresse, p => "adresseFixe." + p),
        .. Columns("adresseAnnuelle", Adresse, p => "adresseAnnuelle." + p),
        .. Columns("bac", Bac, p => p is "codEtb" or "codDep" or "codTpe" ? "bac." + p : p),
        .. Columns("voeu", Voeu, p => p),
    ];

    private static IEnumerable<ColonneFichier> Columns(string bloc, string paths, Func<string, string> header) =>
        paths.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .Select(p => new ColonneFichier { Entete = header(p), Source = $"{bloc}.{p}" });
}
