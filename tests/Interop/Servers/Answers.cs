namespace Parcoursup.Gateway.Interop.Tests.Servers;

/// <summary>How a foreign server ends, by the first wish's <c>codEtp</c>; any other is accepted.</summary>
internal static class Answers
{
    public const string Fault = "FAUTE";
    public const string Exception = "PANNE";

    public const string FaultCode = "functionnal.borules.invalidinput.codEtp";
    public const string FaultMessage = "La VET n'est pas ouverte à l'inscription : « L1DROI » & autres";

    /// <summary>As the driver of a database says it.</summary>
    public const string ExceptionMessage = "ORA-02291: violation de contrainte d'intégrité (APOGEE.VET_FK), clé parente introuvable";

    /// <summary>What the servers are told.</summary>
    public static string Text => $"{Fault}\t{FaultCode.Replace('.', '\t')}\t{FaultMessage}\n{Exception}\t{ExceptionMessage}\n";
}
