namespace Parcoursup.Gateway.Soap;

/// <summary>What an HTTP answer is that is not SOAP.</summary>
public enum ForeignAnswerKind
{
    Empty,
    NotSoap,

    /// <summary>A response element under a status that says that it failed.</summary>
    ResultDespiteError,
    UnreadableCompression,
    UnreadableMultipart,

    /// <summary>Another address is named: nothing was done at this one.</summary>
    Redirection,

    /// <summary>Somebody has to log in on a page first.</summary>
    Login,

    /// <summary>Something between us and the service refused the message.</summary>
    Firewall,

    /// <summary>Some other page.</summary>
    HtmlPage,
}
