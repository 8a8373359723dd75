namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>The columns that this Apogée knows, and where their values belong.</summary>
internal static class LotColumns
{
    private static readonly Dictionary<string, string[]> Paths = Build();

    public static string[]? PathOf(string header) => Paths.GetValueOrDefault(header);

    private static Dictionary<string, string[]> Build()
    {
        var paths = new Dictionary<string, string[]>(StringComparer.Ordinal);
        Add("", "codOpiIntEpo codEtuOpi", "individu");
        Add("", "libNomPatIndOpi libNomUsuIndOpi libPr1IndOpi libPr2IndOpi libPr3IndOpi codNneIndOpi codSexEtuOpi", "individu",
            "etatCivil");
        Add("", "dateNaiIndOpi temDateNaiRelOpi codPayNat codTypDepPayNai codDepPayNai codComNaiEtuOpi libVilNaiEtuOpi", "individu",
            "donneesNaissance");
        Add("", "adrMailOpi numTelPorOpi codRgi codStu", "individu", "donneesPersonnelles");
        foreach (var address in new[] { "adresseFixe", "adresseAnnuelle" })
            Add(address + ".", "codPay codBdi codCom lib1 lib2 lib3 libAde numTel", address);
        Add("", "codBac daaObtBacOba codMention codSpe1BacTer codSpe2BacTer codSpeBacPre codOpt1Bac codOpt2Bac codOpt3Bac codOpt4Bac",
            "bac");
        Add("bac.", "codTpe codEtb codDep", "bac");
        Add("", "codCge codEtp codVrsVet codDip codVrsVdi numCls codDecVeu codDemDos temValPsd codCatOuiSi mtfCat", "voeu");
        return paths;

        void Add(string prefix, string names, params string[] parents)
        {
            foreach (var name in names.Split(' ')) paths.Add(prefix + name, [.. parents, name]);
        }
    }
}
