using System.Xml.Linq;

namespace Parcoursup.Gateway.Simulators.Apogee;

/// <summary>The widths of Apogée's columns: what is longer is refused.</summary>
internal static class OpiWidths
{
    private static readonly Dictionary<string, int> Widths = new(StringComparer.Ordinal)
    {
        ["codOpiIntEpo"] = 10,
        ["libNomPatIndOpi"] = 30, ["libNomUsuIndOpi"] = 30,
        ["libPr1IndOpi"] = 20, ["libPr2IndOpi"] = 20, ["libPr3IndOpi"] = 20,
        ["codNneIndOpi"] = 11, [OpiHistory.IneKey] = 1, ["codSexEtuOpi"] = 1,
        ["dateNaiIndOpi"] = 8, ["temDateNaiRelOpi"] = 1, ["codPayNat"] = 3, ["codTypDepPayNai"] = 1,
        ["codDepPayNai"] = 3, ["codComNaiEtuOpi"] = 5, ["libVilNaiEtuOpi"] = 30,
        ["adrMailOpi"] = 200, ["numTelPorOpi"] = 15,
        ["codPay"] = 3, ["codBdi"] = 5, ["codCom"] = 5,
        ["lib1"] = 32, ["lib2"] = 32, ["lib3"] = 32, ["libAde"] = 32, ["numTel"] = 15,
        ["codBac"] = 4, ["daaObtBacOba"] = 4, ["codMention"] = 2, ["codTpe"] = 2, ["codEtb"] = 8, ["codDep"] = 3,
        ["codSpe1BacTer"] = 4, ["codSpe2BacTer"] = 4, ["codSpeBacPre"] = 4,
        ["codOpt1Bac"] = 4, ["codOpt2Bac"] = 4, ["codOpt3Bac"] = 4, ["codOpt4Bac"] = 4,
        ["codCge"] = 3, ["codEtp"] = 6, ["codDecVeu"] = 1, ["codDemDos"] = 1, ["temValPsd"] = 1,
    };

    public static OpiFault? Check(OpiMessage message)
    {
        foreach (var element in message.Donnees.Descendants().Where(e => !e.HasElements))
        {
            if (WidthOf(element.Name.LocalName, message.Version) is { } width && element.Value.Trim().Length > width)
            {
                return new OpiFault(
                    "technical", "parameter", "oversizeinput", element.Name.LocalName,
                    $"Le paramètre {element.Name.LocalName} dépasse {width} caractères : « {element.Value.Trim()} »");
            }
        }

        return null;
    }

    private static int? WidthOf(string name, int version) =>
        name == "codNneIndOpi" && version <= OpiHistory.LastWithIneKey ? 10 : Widths.TryGetValue(name, out var width) ? width : null;
}
