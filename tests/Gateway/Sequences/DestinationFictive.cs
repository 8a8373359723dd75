using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace Parcoursup.Gateway.Gateway.Tests.Sequences;

/// <summary>A message that reached the destination, or was about to.</summary>
internal sealed record Message(int Dossier, string Contenu)
{
    /// <summary>The OPI number is the file number; mail says which identity it is.</summary>
    public static Message Lire(string xml)
    {
        var all = XDocument.Parse(xml).Descendants().ToList();
        var wishes = all.Where(e => Enfant(e, "codDecVeu") is { Length: > 0 })
            .Select(e => $"{Enfant(e, "codEtp")}={Enfant(e, "codDecVeu")}{Enfant(e, "codCatOuiSi")}").Order(StringComparer.Ordinal);
        var mail = Texte(all, "adrMailOpi");
        return new(
            int.Parse(Texte(all, "codOpiIntEpo"), CultureInfo.InvariantCulture),
            string.Join(' ', wishes.Append("identité" + mail[..mail.IndexOf('.', StringComparison.Ordinal)][1..])));
    }

    private static string Texte(IEnumerable<XElement> all, string name) => all.First(e => e.Name.LocalName == name).Value;

    private static string? Enfant(XElement element, string name) => element.Elements().FirstOrDefault(e => e.Name.LocalName == name)?.Value;
}

/// <summary>What Apogée holds: the last message that was written wins. It can write a moment after the caller gave up.</summary>
internal sealed class DestinationFictive(HorlogeMachine machine)
{
    /// <summary>The timeout that the gateway is told.</summary>
    public static readonly TimeSpan Delai = TimeSpan.FromSeconds(1);

    private readonly List<(DateTimeOffset Quand, Message Message)> _tardives = [];

    public Dictionary<int, string> Tenu { get; } = [];

    /// <summary>Node and file number of a call that is about to leave; gives how it ends.</summary>
    public Func<int, int, Issue> Arrivee { get; set; } = (_, _) => Issue.Acceptee;

    /// <summary>What has left, by which node.</summary>
    public Action<int, Message> Partie { get; set; } = (_, _) => { };

    /// <summary>How a call ended.</summary>
    public Action<int, int, Issue> Fin { get; set; } = (_, _, _) => { };

    public void Ecrire(Message message) => Tenu[message.Dossier] = message.Contenu;

    public void EcrirePlusTard(Message message) => _tardives.Add((machine.GetUtcNow() + Delai, message));

    /// <summary>Time has passed.</summary>
    public void Rattraper()
    {
        foreach (var (_, message) in _tardives.Where(t => t.Quand <= machine.GetUtcNow())) Ecrire(message);
        _tardives.RemoveAll(t => t.Quand <= machine.GetUtcNow());
    }
}

/// <summary>The way of one node to the destination of the sequence under way.</summary>
internal sealed class FilFictif(int noeud) : HttpMessageHandler
{
    private TaskCompletionSource? _repos;
    private TaskCompletionSource? _suspendu;

    public int Numero => noeud;

    public DestinationFictive Destination { get; set; } = null!;

    /// <summary>Ends when a call is held up.</summary>
    public Task Suspension => (_suspendu ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>The held call goes on.</summary>
    public void Relacher()
    {
        _suspendu = null;
        Interlocked.Exchange(ref _repos, null)?.SetResult();
    }

    /// <summary>Its process is gone: the held call is never heard of again.</summary>
    public void Oublier() => (_suspendu, _repos) = (null, null);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (destination, dossier) = (Destination, Prises.Dossier.Value);
        var issue = destination.Arrivee(noeud, dossier);
        var end = Issue.JamaisPartie;
        try
        {
            if (issue == Issue.SuspendueAvant) await Dormir(cancellationToken);
            if (issue == Issue.JamaisPartie) throw new HttpRequestException(HttpRequestError.ConnectionError, "Personne n'écoute.");

            var xml = await request.Content!.ReadAsStringAsync(CancellationToken.None);
            var message = Message.Lire(xml);
            end = issue;
            destination.Partie(noeud, message);
            if (issue is Issue.Acceptee or Issue.CoupeeEcrite or Issue.SuspendueAvant or Issue.SuspendueApres) destination.Ecrire(message);
            if (issue == Issue.CoupeeTardive) destination.EcrirePlusTard(message);
            if (issue == Issue.SuspendueApres) await Dormir(cancellationToken);
            return issue switch
            {
                Issue.CoupeeEcrite or Issue.CoupeeTardive => throw new OperationCanceledException(),
                Issue.Indisponible => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Content = new StringContent("occupé") },
                Issue.Refusee => Reponse(HttpStatusCode.InternalServerError,
                    "<s:Fault><faultcode>s:Server</faultcode><faultstring>functional.opi.refusee.codEtp</faultstring></s:Fault>"),
                _ => Reponse(HttpStatusCode.OK, Accord(xml)),
            };
        }
        finally
        {
            destination.Fin(noeud, dossier, end);
        }
    }

    private async Task Dormir(CancellationToken cancellationToken)
    {
        _repos = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var repos = _repos.Task;
        (_suspendu ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        await repos.WaitAsync(cancellationToken);
    }

    private static string Accord(string xml)
    {
        var operation = XDocument.Parse(xml).Root!.Elements().First(e => e.Name.LocalName == "Body").Elements().First();
        return $"<o:{operation.Name.LocalName}Response xmlns:o=\"{operation.Name.NamespaceName}\"/>";
    }

    private static HttpResponseMessage Reponse(HttpStatusCode status, string body) => new(status)
    {
        Content = new StringContent(
            $"<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>{body}</s:Body></s:Envelope>",
            Encoding.UTF8, "text/xml"),
    };
}
